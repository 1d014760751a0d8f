using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>What the block of one object may ask about the others of the exported manifest.</summary>
internal interface IExportScope
{
    /// <summary>An object of the sandbox; null when it is not there.</summary>
    LiveObject? Find(ObjectKey key);

    /// <summary>Whether tables, such as the fields of mappings, are written as CSV files.</summary>
    bool WritesCsv { get; }

    /// <summary>Whether the manifest describes the object, rather than only refer to it.</summary>
    bool IsManaged(ObjectKey key);

    /// <summary>The managed objects that refer to an object, each with the field that does.</summary>
    IEnumerable<(ObjectKey Key, LiveObject Live, ReferenceField Field)> ReferrersOf(ObjectKey key);
}
