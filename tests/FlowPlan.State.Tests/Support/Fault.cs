namespace FlowPlan.State.Tests.Support;

/// <summary>What happens to a call on its way.</summary>
public enum Fault
{
    /// <summary>The connection breaks before the server gets it.</summary>
    CutBefore,

    /// <summary>The server does it, and its answer is lost.</summary>
    CutAfter,

    /// <summary>The server does it and never answers.</summary>
    Silence,

    /// <summary>The server refuses it, as with wrong credentials.</summary>
    Refused,
}
