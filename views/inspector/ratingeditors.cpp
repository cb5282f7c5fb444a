#include "views/controls/label.h"
#include "views/icons.h"
#include "views/inspector/choicebox.h"
#include "views/inspector/editors.h"
#include "views/paint/chips.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QGridLayout>

namespace tarascope::editors {

namespace {

/// Several labelled choices below each other; the first choice of each is "not rated" (-1).
class LevelsEditor : public FieldEditor
{
public:
    using FieldEditor::FieldEditor;
    bool isWide() const override { return true; }

protected:
    void addRow(const QString &words, const QStringList &levels, const std::vector<QIcon> &icons = {})
    {
        if (!m_grid) {
            m_grid = new QGridLayout(this);
            m_grid->setContentsMargins(0, 0, 0, 0);
            m_grid->setVerticalSpacing(3);
            m_grid->setHorizontalSpacing(0);
            m_grid->setColumnMinimumWidth(0, sizes::label);
            m_grid->setColumnStretch(1, 1);
        }
        auto *box = new ChoiceBox;
        box->setAccessibleName(words);
        box->addItem(FieldEditor::tr("not rated"));
        for (int i = 0; i < levels.size(); ++i)
            box->addItem(icons.empty() ? QIcon() : icons[static_cast<std::size_t>(i)], levels.at(i));
        box->setIconSize(QSize(24, 16));
        auto *label = Label::muted(words);
        label->setBuddy(box);
        const int row = static_cast<int>(m_boxes.size());
        m_grid->addWidget(label, row, 0);
        m_grid->addWidget(box, row, 1);
        m_boxes.push_back(box);
        if (row == 0)
            setFocusProxy(box);
        connect(box, &QComboBox::activated, this, &FieldEditor::left);
    }
    int level(std::size_t row) const { return m_boxes[row]->currentIndex() - 1; }
    void setLevel(std::size_t row, int level) { m_boxes[row]->setCurrentIndex(level + 1); }

private:
    QGridLayout *m_grid = nullptr;
    std::vector<ChoiceBox *> m_boxes;
};

class RatingEditor final : public LevelsEditor
{
public:
    RatingEditor(std::vector<Factor> factors, QWidget *parent) : LevelsEditor(parent), m_factors(std::move(factors))
    {
        for (const Factor factor : m_factors) {
            QStringList levels;
            for (std::size_t i = 0; i < factorLevels(factor).size(); ++i)
                levels << levelWords(factor, static_cast<int>(i));
            addRow(factorWords(factor), levels);
        }
    }
    void setValue(const std::optional<Value> &value) override
    {
        m_rating = value ? std::get<Rating>(*value) : Rating();
        for (std::size_t i = 0; i < m_factors.size(); ++i)
            setLevel(i, m_rating[m_factors[i]]);
    }
    Result<std::optional<Value>> value() const override
    {
        Rating rating = m_rating; // factors of other methods stay as they are
        for (std::size_t i = 0; i < m_factors.size(); ++i)
            rating[m_factors[i]] = static_cast<std::int8_t>(level(i));
        return rating == Rating() ? std::optional<Value>() : std::optional<Value>(rating);
    }

private:
    std::vector<Factor> m_factors;
    Rating m_rating;
};

class ImpactEditor final : public LevelsEditor
{
public:
    ImpactEditor(const Palette &palette, QWidget *parent) : LevelsEditor(parent)
    {
        QStringList levels;
        std::vector<QIcon> icons;
        for (int level = 0; level < 4; ++level) {
            levels << impactWords(static_cast<ImpactLevel>(level));
            icons.push_back(paintedIcon(palette, [level](QPainter &painter, const QRect &rect, const Palette &colors) {
                paintMeter(painter, rect, level + 1, colors.color("impact.severe.ink"), colors);
            }));
        }
        for (int category = 0; category < impactCategoryCount; ++category)
            addRow(impactCategoryWords(static_cast<ImpactCategory>(category)), levels, icons);
    }
    void setValue(const std::optional<Value> &value) override
    {
        const Impact impact = value ? std::get<Impact>(*value) : Impact();
        for (std::size_t i = 0; i < impactCategoryCount; ++i)
            setLevel(i, static_cast<int>(impact.levels[i]));
    }
    Result<std::optional<Value>> value() const override
    {
        Impact impact;
        for (std::size_t i = 0; i < impactCategoryCount; ++i)
            impact.levels[i] = static_cast<ImpactLevel>(level(i));
        return impact == Impact() ? std::optional<Value>() : std::optional<Value>(impact);
    }
};

} // namespace

FieldEditor *rating(const EditorContext &context, QWidget *parent) { return new RatingEditor(context.factors, parent); }
FieldEditor *impact(const EditorContext &context, QWidget *parent) { return new ImpactEditor(context.palette, parent); }

} // namespace tarascope::editors
