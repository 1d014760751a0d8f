namespace FlowPlan.Core.Planning;

/// <summary>What an action is called.</summary>
/// <param name="Code">In JSON. Part of the file format: never change one.</param>
/// <param name="Verb">In a sentence: to <c>create</c>.</param>
/// <param name="PastTense">When it is done: <c>created</c>.</param>
/// <param name="Gerund">While it is done: <c>creating</c>.</param>
/// <param name="Sign">In front of a line.</param>
public sealed record ActionNames(string Code, string Verb, string PastTense, string Gerund, string Sign)
{
    private const string FormerImportCode = "adopt";

    private static readonly ActionNames NoOp = new("no-op", "keep", "unchanged", "keeping", " ");
    private static readonly ActionNames Read = new("read", "read", "read", "reading", "<");
    private static readonly ActionNames Create = new("create", "create", "created", "creating", "+");
    private static readonly ActionNames Update = new("update", "update", "updated", "updating", "~");
    private static readonly ActionNames Replace = new("replace", "replace", "replaced", "replacing", "-/+");
    private static readonly ActionNames Delete = new("delete", "delete", "deleted", "deleting", "-");
    private static readonly ActionNames Import = new("import", "import", "imported", "importing", "=");
    private static readonly ActionNames Forget = new("forget", "forget", "removed from state", "removing from state", ".");
    private static readonly ActionNames Deferred = new("deferred", "defer", "deferred", "deferring", "|");
    private static readonly ActionNames Move = new("move", "move", "moved", "moving", ">");

    /// <summary>The names of a kind of action.</summary>
    public static ActionNames Of(ActionKind kind) => kind switch
    {
        ActionKind.NoOp => NoOp,
        ActionKind.Read => Read,
        ActionKind.Create => Create,
        ActionKind.Update => Update,
        ActionKind.Replace => Replace,
        ActionKind.Delete => Delete,
        ActionKind.Adopt => Import,
        ActionKind.Forget => Forget,
        ActionKind.Deferred => Deferred,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such action."),
    };

    /// <summary>The names of an action; one that only moves a resource to another address is a move.</summary>
    public static ActionNames Of(PlannedAction action) => action switch
    {
        { Kind: ActionKind.NoOp, MovedFrom: not null } => Move,
        { Kind: ActionKind.Replace, CreateBeforeDestroy: true } => Replace with { Sign = "+/-" },
        _ => Of(action.Kind),
    };

    /// <summary>The kind of action that a code names, also the code of an earlier format.</summary>
    /// <exception cref="FormatException">There is no such code.</exception>
    public static ActionKind Parse(string code)
    {
        if (code == Move.Code)
            return ActionKind.NoOp;
        if (code == FormerImportCode)
            return ActionKind.Adopt;
        foreach (var kind in Enum.GetValues<ActionKind>())
        {
            if (Of(kind).Code == code)
                return kind;
        }

        throw new FormatException($"'{code}' is not an action");
    }
}
