; electron-builder's NSIS script knows files and not links: `attest:` links of this person open the installed Attest.
!macro customInstall
  WriteRegStr HKCU "Software\Classes\attest" "" "URL:Attest link"
  WriteRegStr HKCU "Software\Classes\attest" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\attest\DefaultIcon" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}",0'
  WriteRegStr HKCU "Software\Classes\attest\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey HKCU "Software\Classes\attest"
!macroend
