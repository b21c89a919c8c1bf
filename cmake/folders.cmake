# One static library per folder of src/, named trueup_FOLDER. What a folder may link is the layer order of
# docs/architecture.md; tests/arch checks the includes themselves.

add_library(trueup_flags INTERFACE)
# With optimisation GCC 12 sees overlaps and overruns in the standard library that are not there (its bugs 105651, 105329).
target_compile_options(trueup_flags INTERFACE -Wall -Wextra "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread;$<$<CONFIG:Release>:-Wno-maybe-uninitialized>>" $<$<BOOL:${TRUEUP_WERROR}>:-Werror>)
target_compile_definitions(trueup_flags INTERFACE TRUEUP_VERSION="${PROJECT_VERSION}")
target_include_directories(trueup_flags INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/generated)
if(TRUEUP_FUZZ)
  target_compile_options(trueup_flags INTERFACE -fsanitize=fuzzer-no-link,address -fno-omit-frame-pointer -Wno-unused-command-line-argument)
  target_link_options(trueup_flags INTERFACE -fsanitize=address)
endif()
if(TRUEUP_SANITIZE)
  target_compile_options(trueup_flags INTERFACE -fsanitize=${TRUEUP_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(trueup_flags INTERFACE -fsanitize=${TRUEUP_SANITIZE})
endif()

# trueup_folder(NAME [LINK lib…] [EXCEPT file…])
# All .cpp files of the folder and of those below it; *_test.cpp go to the tests, *_bench.cpp to the benchmarks,
# *_fuzz.cpp to the fuzzers.
function(trueup_folder name)
  cmake_parse_arguments(arg "" "" "LINK;EXCEPT" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  set(all ${sources})
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|bench|fuzz)\\.cpp$")
  foreach(file ${arg_EXCEPT})
    list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/${name}/${file})
  endforeach()
  if(sources)
    add_library(trueup_${name} STATIC ${sources})
    target_link_libraries(trueup_${name} PUBLIC trueup_flags ${arg_LINK})
  else()  # headers only, for now
    add_library(trueup_${name} INTERFACE)
    target_link_libraries(trueup_${name} INTERFACE trueup_flags ${arg_LINK})
  endif()
  set_property(GLOBAL APPEND PROPERTY TRUEUP_UNIT_TESTS ${tests})
  set_property(GLOBAL APPEND PROPERTY TRUEUP_FOLDERS trueup_${name})
  set(fuzzers ${all})
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cpp$")
  foreach(file ${fuzzers})
    if(TRUEUP_FUZZ)
      get_filename_component(fuzzer ${file} NAME_WE)
      add_executable(${fuzzer} ${file})
      target_link_libraries(${fuzzer} PRIVATE trueup_${name})
      target_link_options(${fuzzer} PRIVATE -fsanitize=fuzzer,address)
      set_target_properties(${fuzzer} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
      set_property(GLOBAL APPEND PROPERTY TRUEUP_FUZZERS ${fuzzer})
    endif()
  endforeach()
endfunction()

# trueup_embed(FOLDER): the folder's .md files (and those named) as string constants, so that one binary carries its help.
# TABLE name: an array of them besides.
function(trueup_embed target)
  cmake_parse_arguments(arg "" "HEADER;TABLE" "FILES" ${ARGN})
  set(out ${PROJECT_BINARY_DIR}/generated/${arg_HEADER})
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DTABLE=${arg_TABLE} "-DFILES=${arg_FILES}" -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${arg_FILES} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
