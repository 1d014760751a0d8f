using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>What the blocks of one export share: keys, variables and files.</summary>
internal interface IExportContext : IExportScope
{
    /// <summary>The kinds.</summary>
    KindSet Kinds { get; }

    /// <summary>Whether an object has a key in the manifest, described or referred to.</summary>
    bool HasKey(ObjectKey key);

    /// <summary>The key of an object in its section.</summary>
    string KeyOf(ObjectKey key);

    /// <summary>Whether an object is written within the block of another.</summary>
    bool IsWritten(ObjectKey key, ObjectKey within);

    /// <summary>The object that a reference of an object leads to, there or not; null where the field is empty.</summary>
    ObjectKey? Resolve(ReferenceField field, LiveObject live);

    /// <summary>The object of a kind that has a name; null when there is none.</summary>
    ObjectKey? FindByName(string kind, string name);

    /// <summary>Declares a secret variable and returns its name.</summary>
    string AddVariable(ObjectKey key, string name, string path, string type);

    /// <summary>Adds a file.</summary>
    void AddFile(ObjectKey key, string path, string text);
}
