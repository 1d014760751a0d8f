using System.Globalization;
using System.Runtime.CompilerServices;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>The functions that the service had on a day, from the list beside the manifest.</summary>
public sealed class LiveFunctions
{
    /// <summary>The name of the list, in the folder of the manifest.</summary>
    public const string File = "flowplan.functions.json";

    private static readonly ConditionalWeakTable<Declarations, Read> Known = [];

    private readonly SortedSet<string> names;
    private readonly string date;

    private LiveFunctions(IEnumerable<string> names, string date) => (this.names, this.date) = (new(names, StringComparer.Ordinal), date);

    /// <summary>The text of the list.</summary>
    /// <param name="names">The functions that the service has.</param>
    /// <param name="now">The time at which it has them.</param>
    public static string Write(IEnumerable<string> names, DateTimeOffset now) => KeptDocument.Write(Value.Map.Of(
        ("date", Value.Of(now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        ("functions", new Value.List([.. names.Distinct().Order(StringComparer.Ordinal).Select(Value.Of)]))));

    /// <summary>The list beside a manifest, read once; null where there is none, or none that can be used, which is reported.</summary>
    internal static LiveFunctions? Of(Declarations manifest, DiagnosticBag diagnostics)
    {
        var read = Known.GetValue(manifest, static m => ReadFrom(m));
        if (read.Fault is not null)
            diagnostics.Add(read.Fault);
        return read.List;
    }

    /// <summary>An error for a function that the service does not have; null for one that it has.</summary>
    internal Diagnostic? Missing(string name, SourceSpan span) => names.Contains(name)
        ? null
        : Diagnostic.Of(
            ExpressionDescriptors.NoSuchFunction, $"Data Prep has no function '{name}', by the list of {date} in {File}", span,
            DidYouMean.Closest(name, names) is { } similar ? $"did you mean '{similar}'?" : "`flowplan functions` lists the functions; `flowplan functions --refresh` renews the list");

    private static Read ReadFrom(Declarations manifest)
    {
        if (!manifest.ReadsCopies)
            return new(null, null);
        var content = KeptDocument.Read(manifest.Source, manifest.Directory, File, out var fault);
        if (content is not null && content["functions"] is Value.List { Items: { IsEmpty: false } functions } && content.TextOf("date") is { } date)
            return new(new(functions.Select(f => f.ToString()), date), null);
        fault ??= content is null ? null : "it has no functions";
        return new(null, fault is null ? null : Diagnostic.Of(ExpressionDescriptors.UnusableList, $"{File} cannot be used: {fault}", SourceSpan.OfFile(File), ExpressionDescriptors.UnusableList.Remedy));
    }

    private sealed record Read(LiveFunctions? List, Diagnostic? Fault);
}
