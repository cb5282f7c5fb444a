#pragma once
#include "model/graph.h"
#include "views/controls/itempicker.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

#include <functional>

namespace tarascope {

/// What editors ask for beside the value.
struct EditorContext {
    Palette palette;
    std::function<const Graph &()> graph;
    std::vector<Factor> factors; ///< of the project's rating method
    /// What a reference may name; the attribute says which.
    std::function<PickList(AttributeId attribute, const QString &search, int limit)> picks;
};

/// An editor for the value of one attribute. It changes nothing itself: it says when the user has left it.
class FieldEditor : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual void setValue(const std::optional<Value> &value) = 0;
    /// What stands in the field, nothing for unknown; an error with a sentence where it is no value.
    virtual Result<std::optional<Value>> value() const = 0;
    /// Wide editors stand below their label, the others beside it.
    virtual bool isWide() const { return false; }
    /// Outlines the field as wrong.
    virtual void setWrongField(bool wrong);

Q_SIGNALS:
    /// The user left the field, pressed Enter or chose something.
    void left();
};

/// The editor for a type; `attribute` tells a reference what it may name.
FieldEditor *makeEditor(AttributeId attribute, const AttributeShape &shape, const EditorContext &context,
                        QWidget *parent = nullptr);

} // namespace tarascope
