@echo off
rem Starts Gatewise from anywhere. GATEWISE_OPTS holds further flags for the JVM.
setlocal EnableExtensions DisableDelayedExpansion

set "GATEWISE_JAVA=java.exe"
if not defined JAVA_HOME goto :version
set "GATEWISE_JAVA=%JAVA_HOME%\bin\java.exe"
if not exist "%GATEWISE_JAVA%" goto :nojavahome

:version

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

rem OpenBLAS 0.3.19 takes AVX2 kernels on AMD's processors with AVX-512; see bin/gatewise. They say for instance
rem AMD64 Family 25 Model 97 Stepping 2, AuthenticAMD
if not defined OPENBLAS_CORETYPE for /f "tokens=3,5,8" %%f in ("%PROCESSOR_IDENTIFIER%") do if "%%h"=="AuthenticAMD" call :amd %%f %%g

rem Spark's jars and flags: see bin/gatewise.
set "GATEWISE_JARS=%~dp0..\lib\*"
set "GATEWISE_MAIN=gatewise.cli.Main"
set "GATEWISE_FILTER=!*"
set "GATEWISE_SPARK="
:word
if [%1]==[] goto :words
if "%~1"=="--spark" set "GATEWISE_MAIN=gatewise.cli.SparkMain"
shift /1
goto :word

:words
if not "%GATEWISE_MAIN%"=="gatewise.cli.SparkMain" goto :start
if not defined SPARK_HOME goto :start
if defined HADOOP_CONF_DIR set "GATEWISE_JARS=%HADOOP_CONF_DIR%;%GATEWISE_JARS%"
set "GATEWISE_JARS=%SPARK_HOME%\jars\*;%GATEWISE_JARS%"
set "GATEWISE_FILTER=java.**;scala.**;org.apache.spark.**;gatewise.spark.**;!*"
if not defined SPARK_SCALA_VERSION set "SPARK_SCALA_VERSION=2.13"
set "GATEWISE_SPARK=-Dslf4j.provider=org.apache.logging.slf4j.SLF4JServiceProvider -Dslf4j.internal.verbosity=WARN -Dlog4j2.configurationFile=gatewise/spark/log4j2.properties -Dio.netty.tryReflectionSetAccessible=true"
for %%p in (java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar) do call :open %%p

:start

rem Memory, console and filter: see bin/gatewise.
"%GATEWISE_JAVA%" -XX:+ExplicitGCInvokesConcurrent -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Dorg.nd4j.log.initialization=false -Djava.awt.headless=true -Djdk.console=java.base "-Djdk.serialFilter=%GATEWISE_FILTER%" --enable-native-access=ALL-UNNAMED %GATEWISE_UNSAFE% %GATEWISE_SPARK% "-Dgatewise.home=%~dp0.." %GATEWISE_OPTS% -cp "%GATEWISE_JARS%" %GATEWISE_MAIN% %*
exit /b %ERRORLEVEL%

:open
set "GATEWISE_SPARK=%GATEWISE_SPARK% --add-opens=java.base/%1=ALL-UNNAMED"
exit /b 0

rem Those with AVX-512 are Zen 4, which are some models of family 25, and Zen 5, which is family 26.
:amd
if %1 equ 26 set "OPENBLAS_CORETYPE=SkylakeX"
if %1 neq 25 exit /b 0
if %2 geq 16 if %2 leq 31 set "OPENBLAS_CORETYPE=SkylakeX"
if %2 geq 96 if %2 leq 127 set "OPENBLAS_CORETYPE=SkylakeX"
if %2 geq 160 if %2 leq 175 set "OPENBLAS_CORETYPE=SkylakeX"
exit /b 0

:nojavahome
echo gatewise: JAVA_HOME is "%JAVA_HOME%", which holds no bin\java.exe; set it to a Java 17 or newer, or unset it>&2
exit /b 2

:nojava
echo gatewise: no java found; install Java 17 or newer and put it on PATH, or set JAVA_HOME>&2
exit /b 2

:oldjava
echo gatewise: "%GATEWISE_JAVA%" is Java %GATEWISE_VERSION%; install Java 17 or newer, or set JAVA_HOME to one>&2
exit /b 2
