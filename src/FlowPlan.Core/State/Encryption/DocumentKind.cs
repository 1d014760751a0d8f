namespace FlowPlan.Core.State.Encryption;

/// <summary>What an encrypted document is. It is authenticated with the content, so that one cannot stand in for another.</summary>
public enum DocumentKind
{
    /// <summary>A lockfile: the current one, a backup or a kept version.</summary>
    Lockfile,

    /// <summary>One line of a journal.</summary>
    Journal,

    /// <summary>A saved plan.</summary>
    Plan,
}
