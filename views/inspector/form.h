#pragma once
#include "views/inspector/fieldeditor.h"

#include <map>

class QGridLayout;

namespace tarascope {

class Label;

/// Which value of a record a field shows. Name, description and tags are fields, too.
struct FieldId {
    enum class Sort { Name, Description, Tags, Attribute };
    Sort sort = Sort::Attribute;
    AttributeId attribute;
    auto operator<=>(const FieldId &) const = default;
};

struct FormField {
    FieldId id;
    QString label;
    QString help;
    bool required = false;
    FieldEditor *editor = nullptr; ///< the form takes it
};

/// A field that the user has left with another value; nothing: it is not known any more.
struct FieldEdit {
    FieldId id;
    std::optional<Value> value;
};

/// Fields with their labels, each edited when it is left. The same form serves items and links of every kind.
class Form final : public QWidget
{
    Q_OBJECT
public:
    explicit Form(const Palette &palette, QWidget *parent = nullptr);
    void addField(const FormField &field);
    /// Shows what is stored. A field in which the user is typing keeps the typed text.
    void setValue(const FieldId &id, const std::optional<Value> &value);
    /// Shows a sentence under a field; empty takes it away.
    void setProblem(const FieldId &id, const QString &sentence);
    QString problem(const FieldId &id) const;
    FieldEditor *editor(const FieldId &id) const;
    /// Takes what stands in the focused field as left.
    void leaveField();

Q_SIGNALS:
    void edited(const tarascope::FieldEdit &edit);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Line {
        FieldEditor *editor = nullptr;
        Label *problem = nullptr;
        std::optional<Value> shown;
    };
    void leave(const FieldId &id);
    bool isTypedIn(const Line &line) const;

    Palette m_palette;
    QGridLayout *m_grid;
    int m_rows = 0;
    std::map<FieldId, Line> m_lines;
};

} // namespace tarascope
