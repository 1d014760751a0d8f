using Scriban.Functions;
using Scriban.Runtime;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>
/// The functions that expressions can use: those of Scriban that read no file, clock or chance and run no text as a
/// template, so that the same manifest always gives the same values.
/// </summary>
internal static class TemplateFunctions
{
    private static readonly string[] Rooms = ["array", "math", "object", "regex", "string"];

    private static readonly (string Room, string Function)[] Removed =
        [("math", "random"), ("math", "uuid"), ("object", "eval"), ("object", "eval_template")];

    private static readonly Lazy<ScriptObject> Shared = new(Make);

    /// <summary>The functions by room; nothing can be added or changed.</summary>
    public static ScriptObject Pure => Shared.Value;

    private static ScriptObject Make()
    {
        var all = new BuiltinFunctions();
        foreach (var (room, function) in Removed)
            ((ScriptObject)all[room]!).Remove(function);
        var pure = new ScriptObject();
        foreach (var name in Rooms)
        {
            var room = (ScriptObject)all[name]!;
            room.IsReadOnly = true;
            pure.SetValue(name, room, readOnly: true);
        }

        pure.IsReadOnly = true;
        return pure;
    }
}
