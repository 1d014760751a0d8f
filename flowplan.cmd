@echo off
rem Builds FlowPlan (the build does nothing when nothing changed), then runs it. Works from any folder.
setlocal
set "root=%~dp0"
dotnet build "%root%src\FlowPlan.Cli" -c Release --nologo -v quiet 1>&2
if errorlevel 1 exit /b 1
dotnet "%root%src\FlowPlan.Cli\bin\Release\net10.0\flowplan.dll" %*
exit /b %errorlevel%
