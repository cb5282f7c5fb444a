#pragma once

/// Sizes in pixels at 100 %, on a grid of 4.
namespace tarascope::sizes {

inline constexpr int grid = 4;
inline constexpr int pageMargin = 16;
inline constexpr int dockMargin = 14;
inline constexpr int gap = 8;
inline constexpr int groupGap = 16;
inline constexpr int sectionHeader = 36;

inline constexpr int rowDense = 24;
inline constexpr int row = 28;
inline constexpr int rowRoomy = 36;
inline constexpr int rowTwoLines = 40;
inline constexpr int tableHeader = 28;
inline constexpr int field = 28;
inline constexpr int inspectorField = 26;
inline constexpr int button = 28;
inline constexpr int smallButton = 24;
inline constexpr int label = 104;

inline constexpr int chip = 22;
inline constexpr int chipGap = 4;
inline constexpr int cellRadius = 3;
inline constexpr int controlRadius = 4;
inline constexpr int pillRadius = 10;

inline constexpr int menuBar = 28;
inline constexpr int toolBar = 44;
inline constexpr int workspaceBar = 76;
inline constexpr int dock = 304;
inline constexpr int dockLeast = 280;
inline constexpr int dockMost = 392;
inline constexpr int statusBar = 28;

inline constexpr int icon = 16;
inline constexpr int toolIcon = 20;
inline constexpr int emptyIcon = 36;

} // namespace tarascope::sizes
