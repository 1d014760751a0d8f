using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>A manifest that was not written yet is read like one on the disk.</summary>
public sealed class MemorySourceTests
{
    [Test]
    public void A_manifest_whose_files_have_been_read_is_read_for_each_environment()
    {
        using var bench = new Workbench()
            .Write("flowplan.yaml", Workbench.Head + "include: more.yaml\nenvironments: { dev: { sandbox: a }, prod: { sandbox: b } }\n")
            .Write("more.yaml", "connections: { web: { name: \"W {{ environment.name }}\" } }\n");
        var loaded = ManifestReader.Load(new ManifestRequest { Path = bench.Folder }, TestVocabulary.Value).ValueOrThrow();
        File.Delete(bench.Path("flowplan.yaml"));
        File.Delete(bench.Path("more.yaml"));

        var names = loaded.Environments.Select(e => ManifestReader.Read(loaded, new ManifestRequest { Path = bench.Folder, Environment = e }, TestVocabulary.Value).ValueOrThrow().Resources[0].Body["name"]!.ToValue());

        Assert.That(names, Is.EqualTo(new[] { Value.Of("W dev"), Value.Of("W prod") }));
    }

    [Test]
    public void A_manifest_in_memory_is_found_and_read_and_touches_no_disk()
    {
        var source = new MemorySource("/not-there", [KeyValuePair.Create("flowplan.yaml", "a: 1\n"), KeyValuePair.Create("parts/b.json", "{}")]);
        var diagnostics = new DiagnosticBag();

        var file = ManifestFiles.Find(source, source.Folder, diagnostics);

        Assert.That(file, Does.EndWith("flowplan.yaml"));
        Assert.That(ManifestFiles.Read(source, file!, diagnostics)!.Text, Is.EqualTo("a: 1\n"));
        Assert.That(source.IsFile("/not-there/parts/b.json"), Is.True);
        Assert.That(diagnostics.ToSorted(), Is.Empty);
        Assert.That(Directory.Exists(source.Folder), Is.False);
    }

    [Test]
    public void A_file_that_is_not_in_memory_is_reported_and_not_looked_for_on_the_disk()
    {
        var onDisk = typeof(MemorySourceTests).Assembly.Location;
        var source = new MemorySource("/not-there", []);
        var diagnostics = new DiagnosticBag();

        Assert.That(ManifestFiles.Read(source, onDisk, diagnostics), Is.Null);
        Assert.That(ManifestFiles.Find(source, onDisk, diagnostics), Is.Null);
        Assert.That(diagnostics.ToSorted(), Has.Length.EqualTo(2));
    }
}
