# Runs layers.cmake on the bad tree beside this file: it must fail, and find exactly what expected.txt says.
cmake_minimum_required(VERSION 3.25)
set(here "${CMAKE_CURRENT_LIST_DIR}")
execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${here}/bad -P ${here}/../layers.cmake
  RESULT_VARIABLE code ERROR_VARIABLE output OUTPUT_VARIABLE ignored)
if(code EQUAL 0)
  message(FATAL_ERROR "the bad tree passed")
endif()
string(REGEX MATCHALL "layers: [^\n]+\n" found "${output}")
string(JOIN "" found ${found})
file(READ ${here}/expected.txt expected)
if(NOT found STREQUAL expected)
  message(FATAL_ERROR "found:\n${found}\nexpected:\n${expected}")
endif()
