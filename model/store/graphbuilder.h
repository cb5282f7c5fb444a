#pragma once
#include "model/graph.h"
#include "model/store/rows.h"

#include <array>
#include <string>
#include <vector>

namespace tarascope {

/// The cells of some rows of one table, one after the other in one piece of memory.
struct RowBatch {
    RowType type = RowType::Item;
    std::size_t columns = 0;
    std::string bytes;
    std::vector<std::size_t> ends;

    std::size_t rows() const { return columns == 0 ? 0 : ends.size() / columns; }
    std::string_view cell(std::size_t row, std::size_t column) const
    {
        const std::size_t place = row * columns + column;
        const std::size_t begin = place == 0 ? 0 : ends[place - 1];
        return std::string_view(bytes).substr(begin, ends[place] - begin);
    }
};

/// Finds items by uid while a graph is being loaded: open addressing, so that a look-up is one step in memory.
class ItemSlots
{
public:
    ItemSlots();

    void insert(const Uid &uid, std::int32_t slot);
    /// An invalid id when there is no such item.
    ItemId find(const Uid &uid) const;

private:
    struct Entry {
        Uid uid;
        std::int32_t slot = -1;
    };

    std::size_t placeOf(const Uid &uid) const;
    void grow();

    std::uint64_t m_salt; ///< random, so that nobody can write a file whose uids all fall on one place
    std::vector<Entry> m_entries;
    std::size_t m_count = 0;
};

/// Makes a graph of stored rows and refuses what is no sound record, so that the rest of the program can rely on what
/// Graph::apply would have refused. Fields come first, then items, then the rest.
class GraphBuilder
{
public:
    /// After the first error nothing more is taken.
    void add(const RowBatch &batch);
    /// The graph, or the first error.
    Result<Graph> finish();

private:
    void addRow(RowType type, CellViews cells);
    void addItem(CellViews cells);
    void addLink(CellViews cells);
    void addOutcome(CellViews cells);
    void addField(CellViews cells);
    void addSetting(CellViews cells);
    void addPosition(CellViews cells);
    /// Keeps the first error; false when there is one.
    bool take(const Result<void> &decoded);
    void refuse(std::string_view key, const char *sentence, std::vector<std::string> args = {});

    Graph m_graph;
    ItemSlots m_items;
    std::vector<Kind> m_kinds; ///< by slot
    std::optional<AttributeReader> m_attributes;
    std::array<std::vector<std::int64_t>, kindCount + 1> m_numbers; ///< of keys, per kind; the last are links
    std::optional<Error> m_error;
};

} // namespace tarascope
