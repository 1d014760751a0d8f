using System.Text;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Variables;

namespace FlowPlan.Core.Tests.Manifests;

public sealed class FileTests
{
    [Test]
    public void A_folder_stands_for_the_manifest_in_it([Values("flowplan.yaml", "flowplan.yml")] string name)
    {
        using var bench = new Workbench().Write(name, Workbench.Head);
        var declarations = bench.Read().Value!;
        Assert.That((declarations.File, declarations.Directory), Is.EqualTo((bench.Path(name), bench.Folder)));
    }

    [TestCase("", "FP1001")]
    [TestCase("none.yaml", "FP1001")]
    [TestCase("no/such/folder", "FP1001")]
    [TestCase("a\0b", "FP1001")]
    public void What_is_not_there_is_an_error(string name, string code)
    {
        using var bench = new Workbench();
        var outcome = bench.Read(new ManifestRequest { Path = Path.Combine(bench.Folder, name) });
        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { code }));
    }

    [Test]
    public void A_folder_in_the_place_of_the_manifest_is_an_error()
    {
        using var bench = new Workbench();
        Directory.CreateDirectory(bench.Path("flowplan.yaml"));
        Assert.That(bench.Read().Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1001" }));
    }

    [Test]
    public void A_file_that_may_not_be_read_is_an_error()
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head);
        if (Environment.IsPrivilegedProcess)
            Assert.Ignore("To root every file is readable.");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(bench.Path("flowplan.yaml"), UnixFileMode.None);
        else
            Assert.Ignore("Windows has no file modes.");
        Assert.That(bench.Read().Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1002" }));
    }

    [Test]
    public void A_file_that_fails_while_it_is_read_is_an_error()
    {
        if (!File.Exists("/proc/self/mem"))
            Assert.Ignore("There is no such file here.");
        using var bench = new Workbench();
        Assert.That(bench.Read(new ManifestRequest { Path = "/proc/self/mem" }).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1002" }));
    }

    [TestCase("", "it is a folder")]
    [TestCase("none", "there is no such file")]
    [TestCase("a\0b", "it is not a valid path")]
    public void A_variable_file_that_is_none_is_an_error_that_says_why(string name, string why)
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head);
        var finding = bench.Read(new ManifestRequest { Path = string.Empty, VariableFiles = [bench.Folder + "/" + name] }).Diagnostics.Single();
        Assert.That((finding.Code, finding.Message), Is.EqualTo(("FP1002", $"the file cannot be read: {why}")));
    }

    [TestCase(new byte[] { 0x61, 0x3A, 0x20, 0xC3, 0x28 })]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x61, 0x00 })]
    public void What_is_not_UTF_8_is_an_error(byte[] bytes)
    {
        using var bench = new Workbench().Write("flowplan.yaml", bytes);
        Assert.That(bench.Read().Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1011" }));
    }

    [Test]
    public void A_byte_order_mark_is_passed_over()
    {
        using var bench = new Workbench().Write("flowplan.yaml", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("apiVersion: flowplan/v2\nproject: a\n")]);
        Assert.That(Workbench.Places(bench.Read()), Is.EqualTo(new[] { "FP1108 1:13" }));
    }

    [Test]
    public void A_file_that_is_too_large_is_an_error()
    {
        using var bench = new Workbench();
        using (var file = File.Create(bench.Path("flowplan.yaml")))
            file.SetLength(ManifestFiles.MaxBytes + 1);
        Assert.That(bench.Read().Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1007" }));
    }

    [Test]
    public void An_endless_file_is_an_error()
    {
        if (!File.Exists("/dev/zero"))
            Assert.Ignore("There is no endless file here.");
        using var bench = new Workbench();
        Assert.That(bench.Read(new ManifestRequest { Path = "/dev/zero" }).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1002" }));
    }

    [Test]
    public void A_path_is_shown_relative_to_the_working_folder_where_that_is_shorter()
    {
        var here = Directory.GetCurrentDirectory();
        Assert.Multiple(() =>
        {
            Assert.That(ManifestFiles.Shown(Path.Combine(here, "a", "b.yaml")), Is.EqualTo("a/b.yaml"));
            Assert.That(ManifestFiles.Shown("/x.yaml"), Is.EqualTo("/x.yaml"));
        });
    }
}
