using System.Collections.Concurrent;

namespace FlowPlan.Emulator.Services;

/// <summary>The access tokens that the emulator issued, with their expiry.</summary>
internal sealed class IssuedTokens(TimeProvider time)
{
    private const string Scheme = "Bearer ";

    private readonly ConcurrentDictionary<string, DateTimeOffset> expiries = new(StringComparer.Ordinal);

    public void Add(string token, int lifetimeSeconds) => expiries[token] = time.GetUtcNow().AddSeconds(lifetimeSeconds);

    /// <summary>Whether an <c>Authorization</c> header has a token that is accepted.</summary>
    public bool Accept(string authorization, bool acceptAny) =>
        authorization.StartsWith(Scheme, StringComparison.Ordinal)
        && (acceptAny || IsValid(authorization[Scheme.Length..]));

    public void ExpireAll() => expiries.Clear();

    private bool IsValid(string token) =>
        token.StartsWith("emulator-", StringComparison.Ordinal)
        || (expiries.TryGetValue(token, out var expiry) && expiry > time.GetUtcNow());
}
