; The installer of Pregón: for one person, without administrator rights.
;
; Defined by installer/nsis.py: VERSION NUMBERS KILOBYTES MEGABYTES ICON BANNER FILES REGISTERED
; OUT FAST, and SIGN with the command that signs the uninstaller.
;
; Exit codes when silent: 0 done, 1 and 2 ended by NSIS, 4 the folder is somebody else's, 5 the
; program is running, 6 Windows is too old, 7 files that are in use stay, 8 the disk is too full,
; 9 it is installed for the whole computer, 10 a newer version is there.

Target amd64-unicode
!ifdef FAST
  SetCompress off
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
!ifdef SIGN
  !uninstfinalize `${SIGN}` = 0
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh

!define NAME "Pregón"
!define OURS "Software\Pregon"
!define APPS "Software\Microsoft\Windows\CurrentVersion\Uninstall\Pregon"

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Pregon"
InstallDirRegKey HKCU "${OURS}" "Folder"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
; A file that cannot be written ends the installation; it would be left out, and the rest be done.
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME}"
VIAddVersionKey /LANG=0 "CompanyName" "Proyecto Pregón"
VIAddVersionKey /LANG=0 "LegalCopyright" "EUPL-1.2"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_LANGDLL_WINDOWTITLE "${NAME}"
!define MUI_LANGDLL_INFO "Idioma · Llengua · Lingua · Hizkuntza · Language"
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${OURS}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"

!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipWhenInstalled
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_COMPONENTSPAGE_NODESC
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\Pregon.exe"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(UNTOUCHED)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TEXT "$(KEPT)"
!insertmacro MUI_UNPAGE_FINISH

; The first is the one for a Windows in any other language.
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Catalan"
!insertmacro MUI_LANGUAGE "Galician"
!insertmacro MUI_LANGUAGE "Basque"
!include "lang\es.nsh"
!include "lang\en.nsh"
!include "lang\ca.nsh"
!include "lang\gl.nsh"
!include "lang\eu.nsh"
!insertmacro MUI_RESERVEFILE_LANGDLL

; What the person switched on in Settings (desktop/background/task_scheduler.py).
!macro Task KIND WORDS
  nsExec::Exec '"$SYSDIR\schtasks.exe" ${WORDS} /tn "Pregon ${KIND} $1"'
  Pop $0
!macroend

; A program that runs cannot be written to, nor the library that it has loaded.
!macro RefuseIfOpen FILE
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $0 "${FILE}" a
    ${If} ${Errors}
      StrCpy $1 "open"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

; Nothing starts it while the program is laid; one that somebody had disabled stays so.
Var Asleep
!macro Listener UN
Function ${UN}PutListenerToSleep
  ReadEnvStr $1 "USERNAME"
  InitPluginsDir
  nsExec::Exec '"$SYSDIR\cmd.exe" /c ""$SYSDIR\schtasks.exe" /query /xml /tn "Pregon listen $1" > "$PLUGINSDIR\task.xml""'
  Pop $0
  nsExec::Exec '"$SYSDIR\find.exe" "<Enabled>false</Enabled>" "$PLUGINSDIR\task.xml"'
  Pop $Asleep
  !insertmacro Task "listen" "/change /disable"
FunctionEnd

Function ${UN}WakeListener
  ${If} $Asleep != "0"
    ReadEnvStr $1 "USERNAME"
    !insertmacro Task "listen" "/change /enable"
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Listener ""
!insertmacro Listener "un."

!macro RefuseWhileRunning UN
Function ${UN}RefuseWhileRunning
  again:
  StrCpy $1 ""
  !insertmacro RefuseIfOpen "$INSTDIR\Pregon.exe"
  !insertmacro RefuseIfOpen "$INSTDIR\pregon-cli.exe"
  !insertmacro RefuseIfOpen "$INSTDIR\runtime\python313.dll"
  ${If} $1 == "open"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
    Call ${UN}WakeListener
    SetErrorLevel 5
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

; Only what an installation put there: whatever else lies in the folder stays. A guard against
; viruses may hold a file for a moment. The programs go last: they say that the folder is ours.
!macro RemoveProgram UN
Function ${UN}RemoveProgram
  StrCpy $0 0
  again:
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\licenses"
  RMDir /r "$INSTDIR\runtime"
  Delete "$INSTDIR\Pregon.exe"
  Delete "$INSTDIR\pregon-cli.exe"
  Delete "$INSTDIR\lib.zip"
  ${If} ${FileExists} "$INSTDIR\app"
  ${OrIf} ${FileExists} "$INSTDIR\lib"
  ${OrIf} ${FileExists} "$INSTDIR\lib.zip"
  ${OrIf} ${FileExists} "$INSTDIR\licenses"
  ${OrIf} ${FileExists} "$INSTDIR\runtime"
  ${OrIf} ${FileExists} "$INSTDIR\Pregon.exe"
  ${OrIf} ${FileExists} "$INSTDIR\pregon-cli.exe"
    ${If} $0 < 10
      IntOp $0 $0 + 1
      Sleep 500
      Goto again
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IN_USE)" /SD IDCANCEL IDRETRY again
    Call ${UN}WakeListener
    SetErrorLevel 7
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro RemoveProgram ""
!insertmacro RemoveProgram "un."

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "$(OLD_WINDOWS)" /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
  !insertmacro MUI_LANGDLL_DISPLAY
  ; One for the whole computer (installer/msi.py) is the one that an administrator keeps.
  ReadRegStr $0 HKLM "${OURS}" "Folder"
  ${If} $0 != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(FOR_ALL)" /SD IDOK
    SetErrorLevel 9
    Quit
  ${EndIf}
  ReadRegStr $0 HKCU "${APPS}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(NEWER)" /SD IDOK
      SetErrorLevel 10
      Quit
    ${EndIf}
  ${EndIf}
  Call SelectAsBefore
FunctionEnd

; An uninstaller that was copied elsewhere must not take away what has the same names there.
Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
  Push $INSTDIR
  Call un.IsOurs
  Pop $0
  ${If} $0 == 0
    MessageBox MB_OK|MB_ICONSTOP "$(NOT_HERE)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
FunctionEnd

; 1 when the folder on the stack is one of an installation, also of one that was damaged or stopped.
!macro IsOurs UN
Function ${UN}IsOurs
  Exch $0
  Push $1
  ReadRegStr $1 HKCU "${OURS}" "Folder"
  ${If} $0 == $1
  ${OrIf} ${FileExists} "$0\Pregon.exe"
  ${OrIf} ${FileExists} "$0\app\launch.py"
    StrCpy $0 1
  ${Else}
    StrCpy $0 0
  ${EndIf}
  Pop $1
  Exch $0
FunctionEnd
!macroend
!insertmacro IsOurs ""
!insertmacro IsOurs "un."

; Where the program is, its next version goes.
Function SkipWhenInstalled
  ReadRegStr $0 HKCU "${OURS}" "Folder"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\*.*"
    StrCpy $INSTDIR $0
    Abort
  ${EndIf}
FunctionEnd

; What is in a folder of somebody else's is never mixed with ours, nor removed with it.
Function CheckFolder
  Push $INSTDIR
  Call IsOurs
  Pop $0
  ${If} $0 == 1
    Return
  ${EndIf}
  FindFirst $0 $1 "$INSTDIR\*.*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
      FindClose $0
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(FOLDER_TAKEN)" /SD IDOK
      ${If} ${Silent}
        SetErrorLevel 4
        Quit
      ${EndIf}
      Abort
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
FunctionEnd

; Before anything is removed. NSIS unpacks all into a temporary file before it lays the files; what
; an earlier version takes is given back first.
!macro RefuseIfFull
  ClearErrors
  ${DriveSpace} "$2\" "/D=F /S=M" $1
  ${IfNot} ${Errors}
  ${AndIf} $1 < $3
    MessageBox MB_OK|MB_ICONSTOP "$(DISK_FULL)" /SD IDOK
    SetErrorLevel 8
    Quit
  ${EndIf}
!macroend

Function RefuseWhenFull
  StrCpy $3 ${MEGABYTES}
  ${GetRoot} "$TEMP" $2
  ${GetRoot} "$INSTDIR" $0
  ${If} $0 == $2
    IntOp $3 $3 + ${MEGABYTES}
  ${Else}
    !insertmacro RefuseIfFull
    StrCpy $2 $0
  ${EndIf}
  ReadRegDWORD $0 HKCU "${APPS}" "EstimatedSize"
  IntOp $0 $0 / 1024
  IntOp $3 $3 - $0
  !insertmacro RefuseIfFull
FunctionEnd

; What Windows is told of the program (installer/registered.py), and takes back.
!include "${REGISTERED}"

Section "${NAME}" SectionProgram
  SectionIn RO
  ${If} ${Silent}
    Call CheckFolder
  ${EndIf}
  Call RefuseWhenFull
  Call PutListenerToSleep
  Call RefuseWhileRunning
  ; What is stopped from here on can be mended by starting again.
  WriteRegStr HKCU "${OURS}" "Folder" "$INSTDIR"
  Call RemoveProgram
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  Call WakeListener
  WriteUninstaller "$INSTDIR\Pregon-uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\Pregon.exe"
  Call RegisterEverything
  ${RefreshShellIcons}
  Call RegisterProgram
SectionEnd

Section /o "$(DESKTOP)" SectionDesktop
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\Pregon.exe"
SectionEnd

Function SelectAsBefore
  ${If} ${FileExists} "$DESKTOP\${NAME}.lnk"
    !insertmacro SelectSection ${SectionDesktop}
  ${EndIf}
FunctionEnd

; The line in Windows' settings, under Apps.
Function RegisterProgram
  WriteRegStr HKCU "${APPS}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${APPS}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${APPS}" "DisplayIcon" "$INSTDIR\Pregon.exe"
  WriteRegStr HKCU "${APPS}" "Publisher" "Proyecto Pregón"
  !ifdef ADDRESS
    WriteRegStr HKCU "${APPS}" "HelpLink" "${ADDRESS}"
    WriteRegStr HKCU "${APPS}" "URLInfoAbout" "${ADDRESS}"
  !endif
  WriteRegStr HKCU "${APPS}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${APPS}" "UninstallString" '"$INSTDIR\Pregon-uninstall.exe"'
  WriteRegStr HKCU "${APPS}" "QuietUninstallString" '"$INSTDIR\Pregon-uninstall.exe" /S'
  WriteRegDWORD HKCU "${APPS}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${APPS}" "NoModify" 1
  WriteRegDWORD HKCU "${APPS}" "NoRepair" 1
FunctionEnd

; A file could not be written, and NSIS ends here.
Function .onInstFailed
  Call WakeListener
FunctionEnd

Section "Uninstall"
  Call un.PutListenerToSleep
  Call un.RefuseWhileRunning
  Call un.ForgetTasks
  Call un.RemoveProgram
  ; Made anew when a chart is drawn.
  RMDir /r "$LOCALAPPDATA\Pregon\matplotlib"
  Delete "$INSTDIR\Pregon-uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  Call un.ForgetEverything
  DeleteRegKey HKCU "${APPS}"
  DeleteRegKey HKCU "${OURS}"
  ${un.RefreshShellIcons}
SectionEnd

; They would call a program that is gone.
Function un.ForgetTasks
  ReadEnvStr $1 "USERNAME"
  !insertmacro Task "window" "/delete /f"
  !insertmacro Task "listen" "/delete /f"
  !insertmacro Task "self-test" "/delete /f"
FunctionEnd
