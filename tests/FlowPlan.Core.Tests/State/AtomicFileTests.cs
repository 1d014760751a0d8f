using System.Text;
using FlowPlan.Core.Files;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

public class AtomicFileTests
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private TestFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_file_is_written_and_nothing_else_is_left()
    {
        Write("new");
        Assert.That(File.ReadAllText(folder["file"]), Is.EqualTo("new"));
        Assert.That(folder.Names, Is.EqualTo(new[] { "file" }));
    }

    [Test]
    public void The_steps_come_in_the_order_that_makes_them_safe()
    {
        var steps = new List<FileStep>();
        AtomicFile.Write(folder["file"], "new"u8, Mode, (step, _) => steps.Add(step));
        Assert.That(steps, Is.EqualTo(new[] { FileStep.TemporaryWritten, FileStep.TemporaryFlushed, FileStep.Renamed, FileStep.FolderFlushed }));
    }

    [TestCase(nameof(FileStep.TemporaryWritten), "old")]
    [TestCase(nameof(FileStep.TemporaryFlushed), "old")]
    [TestCase(nameof(FileStep.Renamed), "new")]
    [TestCase(nameof(FileStep.FolderFlushed), "new")]
    public void A_fault_at_any_step_leaves_the_whole_old_or_the_whole_new_file_and_no_piece(string at, string expected)
    {
        File.WriteAllText(folder["file"], "old");
        Checks.Throws("FP6302", () => AtomicFile.Write(folder["file"], "new"u8, Mode, Fail(Enum.Parse<FileStep>(at), 5)));
        Assert.That(File.ReadAllText(folder["file"]), Is.EqualTo(expected));
        Assert.That(folder.Names, Is.EqualTo(new[] { "file" }));
    }

    [TestCase(28, "FP6303")]
    [TestCase(122, "FP6303")]
    [TestCase(30, "FP6304")]
    [TestCase(5, "FP6302")]
    public void A_fault_is_told_by_its_kind_and_with_the_path(int error, string code)
    {
        var found = Checks.Throws(code, () => AtomicFile.Write(folder["file"], "new"u8, Mode, Fail(FileStep.TemporaryWritten, error)));
        Assert.That(found.Span!.Value.Source.Path, Is.EqualTo(folder["file"]));
        Assert.That(found.Help, Does.StartWith("nothing on disk is lost"));
    }

    [Test]
    public void A_folder_in_the_files_place_is_told_and_stays()
    {
        Directory.CreateDirectory(folder["file"]);
        Checks.Throws("FP6305", () => Write("new"));
        Assert.That(folder.Names, Is.EqualTo(new[] { "file" }));
    }

    [Test]
    public void A_missing_folder_is_told() =>
        Checks.Throws("FP6307", () => AtomicFile.Write(Path.Combine(folder["none"], "file"), "new"u8, Mode));

    [Test]
    public void A_name_that_is_too_long_is_told() =>
        Checks.Throws("FP6306", () => AtomicFile.Write(folder[new string('n', 300)], "new"u8, Mode));

    [Test]
    [Platform("Linux")]
    public void A_place_that_nobody_may_write_to_is_told() =>
        Checks.Throws("FP6304", () => AtomicFile.Write("/sys/flowplan-test", "new"u8, Mode));

    [Test]
    [Platform("Unix")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_new_file_can_be_read_by_others_and_an_old_one_keeps_its_mode()
    {
        Write("new");
        Assert.That(File.GetUnixFileMode(folder["file"]), Is.EqualTo(Mode));
        foreach (var mode in new[] { UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite })
        {
            File.SetUnixFileMode(folder["file"], mode);
            Write("newer");
            Assert.That(File.GetUnixFileMode(folder["file"]), Is.EqualTo(mode));
        }
    }

    [Test]
    public void A_symbolic_link_stays_one_and_its_target_is_written()
    {
        Directory.CreateDirectory(folder["elsewhere"]);
        var target = Path.Combine(folder["elsewhere"], "target");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(folder["hop"], target);
        File.CreateSymbolicLink(folder["file"], "hop");
        Write("new");
        Assert.That(new FileInfo(folder["file"]).LinkTarget, Is.EqualTo("hop"));
        Assert.That(File.ReadAllText(target), Is.EqualTo("new"));
        Assert.That(Directory.GetFiles(folder["elsewhere"]), Is.EqualTo(new[] { target }));
    }

    [Test]
    public void A_symbolic_link_to_a_file_that_is_not_there_yet_brings_it_about()
    {
        File.CreateSymbolicLink(folder["file"], folder["target"]);
        Write("new");
        Assert.That(File.ReadAllText(folder["target"]), Is.EqualTo("new"));
        Assert.That(new FileInfo(folder["file"]).LinkTarget, Is.Not.Null);
    }

    [Test]
    public void A_circle_of_symbolic_links_is_told()
    {
        File.CreateSymbolicLink(folder["file"], folder["other"]);
        File.CreateSymbolicLink(folder["other"], folder["file"]);
        Checks.Throws("FP6302", () => Write("new"));
    }

    [Test]
    public void A_folder_can_be_flushed_and_one_that_is_not_there_cannot()
    {
        Assert.That(() => AtomicFile.FlushFolder(folder.Path), Throws.Nothing);
        if (!OperatingSystem.IsWindows())
            Assert.That(() => AtomicFile.FlushFolder(folder["none"]), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Removing_what_is_not_there_is_no_error_and_a_folder_is_not_removed()
    {
        AtomicFile.Delete(folder["file"]);
        Directory.CreateDirectory(folder["folder"]);
        Checks.Throws("FP6305", () => AtomicFile.Delete(folder["folder"]));
        Assert.That(folder.Names, Is.EqualTo(new[] { "folder" }));
    }

    private static FileStepObserver Fail(FileStep at, int error) => (step, _) =>
    {
        if (step == at)
            throw new IOException("made up", error);
    };

    private void Write(string text) => AtomicFile.Write(folder["file"], Encoding.UTF8.GetBytes(text), Mode);
}
