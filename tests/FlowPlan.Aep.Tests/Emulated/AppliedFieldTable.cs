namespace FlowPlan.Aep.Tests.Emulated;

/// <summary><see cref="FieldTable.Manifest"/>, applied once: each bench starts with a copy of the lockfile and of the emulator's objects.</summary>
internal static class AppliedFieldTable
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Files = new(ApplyAsync);

    public static async Task<Bench> StartAsync() => await Bench.StartAsync(FieldTable.Manifest, await Files.Value);

    private static async Task<IReadOnlyDictionary<string, byte[]>> ApplyAsync()
    {
        await using var bench = await Bench.StartAsync(FieldTable.Manifest, new Dictionary<string, byte[]>());
        await AddReferencedAsync(bench);
        await bench.ApplyAsync();
        return await bench.StopAsync();
    }

    /// <summary>Makes the schemas to which the manifest of the table only refers.</summary>
    public static async Task AddReferencedAsync(Bench bench)
    {
        foreach (var title in (string[])["Elsewhere", "Elsewhere 2"])
            await bench.AddObjectAsync("schemas", $$"""{"title":"{{title}}","type":"object","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"https://ns.adobe.com/xdm/context/profile-personal-details"}]}""");
    }
}
