#pragma once
#include "views/edits/edits.h"
#include "views/inspector/form.h"

#include <QtCore/QPointer>

class QScrollArea;
class QVBoxLayout;

namespace tarascope {

class Label;
class LinksList;

/// What is selected, as a form: an item with its values and links, or one link with its values.
class Inspector final : public QWidget
{
    Q_OBJECT
public:
    Inspector(const Palette &palette, Edits &edits, QWidget *parent = nullptr);
    /// Shows an item; an invalid id shows how to select one. What was typed into a field is taken first.
    void showItem(ItemId item);
    void showLink(const Uid &link);
    const Uid &shown() const { return m_uid; }
    /// The factors of the project's rating method.
    void setFactors(std::vector<Factor> factors);
    void focusName();
    /// To the field of an attribute, scrolled into sight.
    void focusField(AttributeId attribute);
    void startAddingLink();
    Form *form() const { return m_form; }

Q_SIGNALS:
    /// The user wants to see another item.
    void itemWanted(tarascope::ItemId item);

private:
    void follow(const ChangeSet &set);
    void rebuild();
    void buildItem(const Item &item);
    void buildLink(const Link &link);
    void buildEmpty();
    void addHead(const QString &icon, const QString &color, const QString &title, const QString &below);
    void addForm(Form *form);
    void addExternal(const Item &item);
    void fillItem(const Item &item);
    void submit(const FieldEdit &edit);
    EditorContext context();
    PickList picks(AttributeId attribute, const QString &search, int limit);
    void addAttributeFields(Form &form, Kind kind);

    Palette m_palette;
    Edits *m_edits;
    std::vector<Factor> m_factors{Factor::ET, Factor::SE, Factor::KoIC, Factor::WoO, Factor::Eq};
    Uid m_uid;
    bool m_isLink = false;
    std::optional<FieldId> m_lastEdited;
    QScrollArea *m_scroll;
    QPointer<QWidget> m_page;
    QVBoxLayout *m_layout = nullptr;
    QPointer<Label> m_title;
    QPointer<Form> m_form;
    QPointer<LinksList> m_links;
};

} // namespace tarascope
