# Writes a bad tree into SCRATCH and runs house.cmake on it: it must fail with exactly these findings. The file of 600
# lines, the word TODOS and the good header are not findings.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${SCRATCH})
string(REPEAT "\n" 600 longest)
file(WRITE ${SCRATCH}/model/longest.cpp "${longest}")
file(WRITE ${SCRATCH}/model/toolong.cpp "${longest}\n")
file(WRITE ${SCRATCH}/model/good.h "#pragma once\nint x[3]; // TODOS; [\n")
file(WRITE ${SCRATCH}/views/noguard.h "// late\n#pragma once\n")
file(WRITE ${SCRATCH}/app/Upper_Case.cpp "\n")
file(WRITE ${SCRATCH}/importers/later.cpp "int a[2]; // TODO: more\n")
file(WRITE ${SCRATCH}/importers/never.cpp "// FIXME\n")
set(expected "house: app/Upper_Case.cpp: file names are lower case without separators
house: importers/later.cpp: TODO left: finish it or take it out
house: importers/never.cpp: FIXME left: finish it or take it out
house: model/toolong.cpp: 601 lines, at most 600: which room does the rest belong in?
house: views/noguard.h: a header begins with #pragma once
")

execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${CMAKE_CURRENT_LIST_DIR}/../house.cmake
  RESULT_VARIABLE code ERROR_VARIABLE output OUTPUT_VARIABLE ignored)
if(code EQUAL 0)
  message(FATAL_ERROR "the bad tree passed")
endif()
string(REGEX MATCHALL "house: [^\n]+\n" found "${output}")
string(JOIN "" found ${found})
if(NOT found STREQUAL expected)
  message(FATAL_ERROR "found:\n${found}\nexpected:\n${expected}")
endif()
