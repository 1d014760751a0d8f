namespace FlowPlan.Aep.Tests.Emulated;

/// <summary><see cref="FieldTable.Manifest"/>, applied once: each bench starts with a copy of the lockfile and of the emulator's objects.</summary>
internal static class AppliedFieldTable
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Files = new(ApplyAsync);

    public static async Task<Bench> StartAsync() => await Bench.StartAsync(FieldTable.Manifest, await Files.Value);

    private static async Task<IReadOnlyDictionary<string, byte[]>> ApplyAsync()
    {
        await using var bench = await Bench.StartAsync(FieldTable.Manifest, new Dictionary<string, byte[]>());
        await bench.ApplyAsync();
        return await bench.StopAsync();
    }
}
