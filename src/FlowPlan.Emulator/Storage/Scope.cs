namespace FlowPlan.Emulator.Storage;

/// <summary>The organization and sandbox that an object belongs to, and the client that sends the request.</summary>
internal sealed record Scope(string Organization, string Sandbox, string Client)
{
    public static Scope None { get; } = new(string.Empty, string.Empty, string.Empty);

    /// <summary>The user name that changes are recorded under.</summary>
    public string User { get; init; } = $"{Client}@techacct.adobe.com";
}
