using Scriban.Functions;
using Scriban.Runtime;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>
/// The functions that expressions can use: those of Scriban that read no file, clock or chance and run no text as a
/// template, so that the same manifest always gives the same values.
/// </summary>
internal static class TemplateFunctions
{
    private static readonly string[] Namespaces = ["array", "math", "object", "regex", "string"];

    private static readonly (string Namespace, string Function)[] Removed =
        [("math", "random"), ("math", "uuid"), ("object", "eval"), ("object", "eval_template"), ("object", "to_json")];

    private static readonly Lazy<ScriptObject> Shared = new(Make);

    /// <summary>The functions by namespace; nothing can be added or changed.</summary>
    public static ScriptObject Pure => Shared.Value;

    private static ScriptObject Make()
    {
        var all = new BuiltinFunctions();
        foreach (var (functions, function) in Removed)
            ((ScriptObject)all[functions]!).Remove(function);
        ((ScriptObject)all["object"]!).SetValue("to_json", new ToJsonFunction(), readOnly: true);
        var pure = new ScriptObject();
        foreach (var name in Namespaces)
        {
            var functions = (ScriptObject)all[name]!;
            functions.IsReadOnly = true;
            pure.SetValue(name, functions, readOnly: true);
        }

        pure.IsReadOnly = true;
        return pure;
    }
}
