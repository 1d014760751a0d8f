using FlowPlan.Core.Files;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

/// <summary>A run is photographed at each step on disk, as if the process were killed there, and each photograph is recovered.</summary>
public class CrashTests
{
    [Test]
    public async Task Killed_at_any_step_on_disk_no_outcome_that_was_durable_is_lost()
    {
        using var folder = new TestFolder();
        using var photographs = new TestFolder();
        await Sample.SaveAsync(folder, Sample.Of(1));
        var durable = new HashSet<string> { "id-0" };
        var taken = new List<(string Place, FileStep Step, string[] Durable)>();
        void Photograph(FileStep step, string path)
        {
            var place = photographs[$"{taken.Count}"];
            Directory.CreateDirectory(place);
            foreach (var name in folder.Names.Where(n => !n.EndsWith(".hold", StringComparison.Ordinal)))
                File.WriteAllBytes(Path.Combine(place, name), ReadShared(folder[name]));
            taken.Add((place, step, [.. durable]));
        }

        var store = new FileStateStore(folder.Path, "dev", TimeProvider.System) { OnStep = Photograph };
        await using (var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow())
        {
            var lockfile = session.Snapshot.Lockfile!;
            await session.Journal.OpenAsync(lockfile);
            for (var n = 1; n <= 3; n++)
            {
                var intent = await session.Journal.BeginAsync(Sample.Create(n), CancellationToken.None);
                await session.Journal.CompleteAsync(intent, Sample.Address(n), Sample.State($"id-{n}"));
                durable.Add($"id-{n}");
                lockfile = lockfile with { Serial = lockfile.Serial + 1, Resources = lockfile.Resources.Add(Sample.Address(n), Sample.State($"id-{n}")) };
                if (n > 1)
                    await session.SaveAsync(lockfile, CancellationToken.None);
            }

            await session.Journal.ClearAsync();
        }

        Assert.That(taken.Select(t => t.Step).Distinct(), Is.EquivalentTo(Enum.GetValues<FileStep>()), "every step was photographed");
        foreach (var (place, step, expected) in taken)
        {
            await using var session = (await new FileStateStore(place, "dev", TimeProvider.System).OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
            var replay = JournalReplay.Of(session.Snapshot);
            Assert.That(replay.Lockfile!.Resources.Values.Select(r => r.Id), Is.SupersetOf(expected), $"{place} {step}");
            Assert.That(replay.Open, Has.Length.LessThanOrEqualTo(1), $"{place} {step}");
            await session.SaveAsync(replay.Lockfile with { Serial = 99 }, CancellationToken.None);
            Assert.That(Directory.GetFiles(place, "*.tmp-*"), Is.Empty, $"{place} {step}");
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
