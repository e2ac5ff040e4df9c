# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where, and the Debian package that `./dev package` makes of it.
set(here ${CMAKE_CURRENT_LIST_DIR})
set(doc share/doc/pintu)
set(CPACK_PACKAGE_CONTACT "Pintu <pintu@users.noreply.github.com>")

install(TARGETS pintu RUNTIME DESTINATION bin)
install(FILES ${here}/pintu.service ${here}/pintu.socket DESTINATION lib/systemd/system)
install(FILES ${here}/pintu.sysusers DESTINATION lib/sysusers.d RENAME pintu.conf)
install(FILES ${here}/pintu.tmpfiles DESTINATION lib/tmpfiles.d RENAME pintu.conf)
install(FILES ${here}/pintu.bash DESTINATION share/bash-completion/completions RENAME pintu)
install(FILES ${here}/pintu.yaml.example DESTINATION ${doc}/examples RENAME pintu.yaml)
install(FILES ${here}/lapor-kategori.csv.example DESTINATION ${doc}/examples RENAME lapor-kategori.csv)
install(FILES ${here}/debian/copyright DESTINATION ${doc})
install(FILES ${CMAKE_SOURCE_DIR}/docs/pasang.md ${CMAKE_SOURCE_DIR}/docs/operator.md
  ${CMAKE_SOURCE_DIR}/docs/configuration.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md DESTINATION ${doc})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs/menghubungkan DESTINATION ${doc} FILES_MATCHING PATTERN *.md)

# The manual says what this very binary can.
install(CODE "
  execute_process(COMMAND bash ${here}/manual.sh $<TARGET_FILE:pintu> OUTPUT_FILE ${CMAKE_BINARY_DIR}/pintu.1
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND gzip -9nf ${CMAKE_BINARY_DIR}/pintu.1 COMMAND_ERROR_IS_FATAL ANY)
  string(TIMESTAMP date \"%a, %d %b %Y %H:%M:%S +0000\" UTC)
  file(WRITE ${CMAKE_BINARY_DIR}/changelog
    \"pintu (${PROJECT_VERSION}) stable; urgency=medium\\n\\n  * See CHANGELOG.md.\\n\\n -- ${CPACK_PACKAGE_CONTACT}  \${date}\\n\")
  execute_process(COMMAND gzip -9nf ${CMAKE_BINARY_DIR}/changelog COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${CMAKE_BINARY_DIR}/pintu.1.gz DESTINATION share/man/man1)
install(FILES ${CMAKE_BINARY_DIR}/changelog.gz DESTINATION ${doc})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME pintu)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_SOURCE_DIR}/build/package)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# systemd makes the user and hands over the secrets; certificates are for every provider.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd (>= 250), init-system-helpers (>= 1.51), ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "bash-completion, caddy | nginx")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"messaging gateway for public complaints and emergencies
Citizens write on WhatsApp, Telegram or by SMS. A dialog script walks them
through a complaint, the complaint reaches SP4N-LAPOR!, and the answer comes
back to the same chat. Whoever is in danger is heard at once.

The service is not started by the installation: it needs a channel first.
/usr/share/doc/pintu/pasang.md tells how, in Indonesian.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${here}/debian/postinst ${here}/debian/prerm ${here}/debian/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
