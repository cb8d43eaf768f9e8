@echo off
rem Starts Gatewise from anywhere. GATEWISE_OPTS holds further flags for the JVM.
setlocal EnableExtensions DisableDelayedExpansion

if defined JAVA_HOME (
    set "GATEWISE_JAVA=%JAVA_HOME%\bin\java.exe"
) else (
    set "GATEWISE_JAVA=java.exe"
)

set "GATEWISE_VERSION="
for /f "tokens=3" %%v in ('call "%GATEWISE_JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do if not defined GATEWISE_VERSION set "GATEWISE_VERSION=%%~v"
if not defined GATEWISE_VERSION goto :nojava

rem 17.0.15 and 17-ea give 17; 1.8.0_292 gives 1.
for /f "tokens=1 delims=.-_" %%f in ("%GATEWISE_VERSION%") do set "GATEWISE_FEATURE=%%f"
if %GATEWISE_FEATURE% lss 17 goto :oldjava

rem Newer Javas warn of JavaCPP's use of sun.misc.Unsafe; older ones do not know the flag.
set "GATEWISE_UNSAFE="
if %GATEWISE_FEATURE% geq 23 set "GATEWISE_UNSAFE=--sun-misc-unsafe-memory-access=allow"

rem One run uses one GPU; otherwise ND4J deals threads out over all of them.
if not defined ND4J_CUDA_FORCE_SINGLE_GPU set "ND4J_CUDA_FORCE_SINGLE_GPU=true"

rem Memory and console: see bin/gatewise.
"%GATEWISE_JAVA%" -XX:+ExplicitGCInvokesConcurrent -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Dorg.nd4j.log.initialization=false -Djava.awt.headless=true -Djdk.console=java.base --enable-native-access=ALL-UNNAMED %GATEWISE_UNSAFE% "-Dgatewise.home=%~dp0.." %GATEWISE_OPTS% -cp "%~dp0..\lib\*" gatewise.cli.Main %*
exit /b %ERRORLEVEL%

:nojava
echo gatewise: no java found; install Java 17 or newer and put it on PATH, or set JAVA_HOME to it>&2
exit /b 2

:oldjava
echo gatewise: "%GATEWISE_JAVA%" is Java %GATEWISE_VERSION%; install Java 17 or newer, or set JAVA_HOME to one>&2
exit /b 2
