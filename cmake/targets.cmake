# reprise_library(<name> [<library>...])
# A static library of the .cpp files in this folder (not below it), linked to what follows. A folder that has no source
# yet is an interface library, so that the arrows can be drawn before the rooms are furnished.
function(reprise_library name)
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC ${ARGN})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ARGN})
  endif()
endfunction()

# reprise_precompile(<target> <header>...): precompiled headers for the targets where they pay.
function(reprise_precompile target)
  get_target_property(kind ${target} TYPE)
  if(NOT kind STREQUAL "INTERFACE_LIBRARY")
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()
