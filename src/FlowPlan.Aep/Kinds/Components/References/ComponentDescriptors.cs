using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>Rules of field groups, data types and classes that are checked before any call.</summary>
public static class ComponentDescriptors
{
    /// <summary>FP2022: a field of a field group, data type or class is not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidField = new(
        "FP2022", Severity.Error, DiagnosticCategory.References, "a field of a field group, data type or class is not valid", "the message says what is wrong");

    /// <summary>FP2023: the definition file of a field group, data type or class cannot be used.</summary>
    public static readonly DiagnosticDescriptor InvalidComponent = new(
        "FP2023", Severity.Error, DiagnosticCategory.References, "the definition of a field group, data type or class cannot be used", "the message says what is wrong, with its position in the file");

    /// <summary>FP2024: a class, field group or data type that is neither declared nor standard.</summary>
    public static readonly DiagnosticDescriptor UnknownComponent = new(
        "FP2024", Severity.Error, DiagnosticCategory.References, "a name means neither a declared nor a standard class, field group or data type", "declare it, or give its $id");

    /// <summary>FP2030: a field that is in use would be changed in a way that the registry refuses.</summary>
    public static readonly DiagnosticDescriptor BreakingChange = new(
        "FP2030", Severity.Error, DiagnosticCategory.References, "a field that is in use would be changed in a way that the registry refuses", "add a new field instead, and deprecate the old one");

    /// <summary>FP2031: a field of schemas that are in use becomes required (warning).</summary>
    public static readonly DiagnosticDescriptor BecomesRequired = new(
        "FP2031", Severity.Warning, DiagnosticCategory.References, "a field of schemas that are in use becomes required (warning)", "make sure that all senders fill it");

    /// <summary>FP2032: a resource names a standard component that FlowPlan does not know (warning).</summary>
    public static readonly DiagnosticDescriptor UnknownStandard = new(
        "FP2032", Severity.Warning, DiagnosticCategory.References, "a resource names a standard component that FlowPlan does not know (warning)", "check the ID, or run `plan`, which asks the registry")
    { IsAnsweredByPlan = true };

    /// <summary>FP2034: a standard component that the registry does not have.</summary>
    public static readonly DiagnosticDescriptor NoSuchStandard = new(
        "FP2034", Severity.Error, DiagnosticCategory.References, "a resource names a standard component that Schema Registry does not have", "check the ID");

    /// <summary>FP2033: two resources of Schema Registry have the same title.</summary>
    public static readonly DiagnosticDescriptor SameTitle = new(
        "FP2033", Severity.Error, DiagnosticCategory.References, "two resources of Schema Registry of different kinds have the same title", "rename one");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [InvalidField, InvalidComponent, UnknownComponent, BreakingChange, BecomesRequired, UnknownStandard, SameTitle, NoSuchStandard];
}
