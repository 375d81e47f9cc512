# How everything is compiled: one language level, one set of warnings, one include folder (the project's root).

option(REPRISE_TESTS "Build the tests and benchmarks" ON)
option(REPRISE_FUZZ "Build only the fuzz targets (clang)" OFF)
set(REPRISE_SANITIZE "" CACHE STRING "Comma-separated sanitizers, such as address,undefined or thread")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Debug CACHE STRING "" FORCE)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_COLOR_DIAGNOSTICS ON)

# A release keeps its assertions: a server whose invariant is broken has to stop before it writes that to the log.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")

include_directories(${CMAKE_SOURCE_DIR})
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fdiagnostics-color=auto)
# hiredis asks for the large file offsets; precompiled headers need everybody to agree.
add_compile_definitions(BOOST_ALL_NO_LIB BOOST_ASIO_NO_DEPRECATED _FILE_OFFSET_BITS=64)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 sees overlapping copies in std::string's operator+ that are not there (GCC bug 105651).
  add_compile_options(-Wno-restrict)
endif()

if(REPRISE_SANITIZE)
  set(CMAKE_CXX_FLAGS_DEBUG "-g1") # a report needs lines and names, and these builds are the long ones
  add_compile_options(-fsanitize=${REPRISE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=${REPRISE_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Instrumented code confuses g++'s flow analysis, and Asio's fences are known not to be seen by ThreadSanitizer.
    add_compile_options(-Wno-maybe-uninitialized -Wno-tsan)
    if(REPRISE_SANITIZE STREQUAL "thread")
      # Strings that are moved seem to be read past their end. Kept on elsewhere: there it is right.
      add_compile_options(-Wno-array-bounds)
    endif()
  endif()
endif()
if(REPRISE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# The compiler cache is shared by every build folder. Its settings travel with the command, so that a build started
# by hand, by a preset or by an editor behaves the same. Precompiled headers need the sloppiness.
find_program(REPRISE_CCACHE ccache)
if(REPRISE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      /usr/bin/env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${REPRISE_CCACHE})
endif()

find_program(REPRISE_MOLD mold)
if(REPRISE_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()
