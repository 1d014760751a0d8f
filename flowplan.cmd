@echo off
rem Runs FlowPlan from this checkout; compiles the native binary first when it is missing. 'flowplan.cmd --build' only compiles it.
setlocal
set "root=%~dp0"
if not "%~1"=="--build" if exist "%root%artifacts\native\flowplan.exe" goto run
echo Building FlowPlan: this takes a minute or two ... 1>&2
dotnet publish "%root%src\FlowPlan.Cli" -c Release --nologo -v quiet -o "%root%artifacts\native" 1>&2
if errorlevel 1 exit /b 1
if "%~1"=="--build" exit /b 0
:run
"%root%artifacts\native\flowplan.exe" %*
exit /b %errorlevel%
