namespace FlowPlan.EndToEnd.Tests.Crash;

/// <summary>A scenario that has been run undisturbed, with the steps that it took and the world that it led to.</summary>
internal sealed class CrashRun : IDisposable
{
    private readonly Scenario scenario;
    private readonly Estate prepared;
    private readonly string[] width;
    private readonly string world;
    private readonly IReadOnlyCollection<string> recorded;

    private CrashRun(Scenario scenario, Estate prepared, string[] width, IReadOnlyList<string> steps, string world, IReadOnlyCollection<string> recorded)
    {
        (this.scenario, this.prepared, this.width, Steps) = (scenario, prepared, width, steps);
        (this.world, this.recorded) = (world, recorded);
    }

    /// <summary>Every step of the undisturbed run.</summary>
    public IReadOnlyList<string> Steps { get; }

    public static async Task<CrashRun> BeginAsync(Scenario scenario, int parallelism)
    {
        string[] width = ["--parallelism", parallelism.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        var prepared = await scenario.PrepareAsync();
        using var estate = prepared.Copy();
        await using var host = await estate.ServeAsync();
        string[] target = ["--endpoint", host.BaseAddress.ToString()];
        var (result, steps) = await KillBuild.CountAsync(estate.Folder, [.. scenario.Arguments, .. width, .. target]);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(steps, Is.Not.Empty, "the build without kill points was run");
        var check = await KillBuild.RunAsync(estate.Folder, [.. scenario.Check, .. target]);
        Assert.That(check.ExitCode, Is.Zero, check.All);
        var objects = await Estate.ObjectsAsync(host);
        return new(scenario, prepared, width, steps, WorldText.Of(objects), [.. estate.Recorded().Keys]);
    }

    /// <summary>Kills the command at a step, runs it again, and says what is not as after the undisturbed run.</summary>
    /// <returns>Whether the run came to the step, and the faults.</returns>
    public async Task<(bool Killed, IReadOnlyList<string> Faults)> KillAtAsync(string step)
    {
        using var estate = prepared.Copy();
        await using var host = await estate.ServeAsync();
        string[] target = ["--endpoint", host.BaseAddress.ToString()];
        var killed = await KillBuild.KillAsync(estate.Folder, step, [.. scenario.Arguments, .. width, .. target]);
        var again = await KillBuild.RunAsync(estate.Folder, [.. scenario.Arguments, .. width, .. target]);
        var faults = new List<string>();
        if (again.ExitCode != 0)
            faults.Add($"the next run failed: {again.All}");
        faults.AddRange(Damage.In(await Estate.ObjectsAsync(host), estate, world));
        if (!estate.Recorded().Keys.Order().SequenceEqual(recorded.Order()))
            faults.Add($"other resources are on record: {string.Join(", ", estate.Recorded().Keys)}");
        var check = await KillBuild.RunAsync(estate.Folder, [.. scenario.Check, .. target]);
        if (check.ExitCode != 0)
            faults.Add($"there is still something to do: {check.All}");
        return (killed, faults);
    }

    public void Dispose() => prepared.Dispose();
}

/// <summary>What must not be after an interrupted run and the next one.</summary>
internal static class Damage
{
    public static IEnumerable<string> In(IReadOnlyList<WorldObject> objects, Estate estate, string world, bool versions = true) =>
        In(objects, estate.Recorded().Values, estate.LeftBehind(), world, versions);

    /// <param name="objects">The objects of the world.</param>
    /// <param name="recorded">The IDs that the state has.</param>
    /// <param name="leftBehind">What a run left that it should have removed.</param>
    /// <param name="world">The world after an undisturbed run.</param>
    /// <param name="versions">Whether the versions of mapping sets count.</param>
    public static IEnumerable<string> In(
        IReadOnlyList<WorldObject> objects, IEnumerable<string> recorded, IEnumerable<string> leftBehind, string world, bool versions = true)
    {
        foreach (var twice in objects.Where(o => !o.IsOver).GroupBy(o => (o.Kind, o.Name)).Where(g => g.Count() > 1))
            yield return $"there are {twice.Count()} {twice.Key.Kind} named {twice.Key.Name}";
        var known = recorded.ToHashSet(StringComparer.Ordinal);
        foreach (var lost in objects.Where(o => !o.IsDescriptor && !o.IsOver && !known.Contains(o.ReferredBy)))
            yield return $"{lost.Kind} {lost.Name} ({lost.Id}) is not on record";
        if (WorldText.Differences(WorldText.Of(objects, versions), world) is { Count: > 0 } differences)
            yield return $"the world differs:\n{string.Join('\n', differences)}";
        foreach (var left in leftBehind)
            yield return $"{left} was left behind";
    }
}
