# Makes the packages of Windows in artifacts/packages: a zip with the native binary, and its native dotnet tool. See scripts/package.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')
$version = ([xml](Get-Content Directory.Build.props)).SelectSingleNode('//Version').InnerText
$name = "flowplan-$version-win-x64"
$out = 'artifacts/packages'
Remove-Item -Recurse -Force $out, "artifacts/$name" -ErrorAction SilentlyContinue
New-Item -ItemType Directory -Force $out, "artifacts/$name/completions" | Out-Null
dotnet publish src/FlowPlan.Cli -c Release --nologo -o artifacts/native
if ($LASTEXITCODE) { exit 1 }
Copy-Item artifacts/native/*, LICENSE, THIRD-PARTY-NOTICES.md, docs/install.md "artifacts/$name/"
& "artifacts/$name/flowplan.exe" completion pwsh | Out-File -Encoding utf8 "artifacts/$name/completions/flowplan.ps1"
Compress-Archive "artifacts/$name" "$out/$name.zip"
dotnet pack src/FlowPlan.Cli -c Release --nologo -r win-x64 -o $out
if ($LASTEXITCODE) { exit 1 }
Get-ChildItem $out | ForEach-Object { "$((Get-FileHash $_ -Algorithm SHA256).Hash.ToLower())  $($_.Name)" } | Set-Content "$out/SHA256SUMS-win-x64"
