using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.MappingTests;

/// <summary>What can be wrong with tests of mappings.</summary>
internal static class MappingTestDescriptors
{
    /// <summary>FP2561: a test of a mapping is not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidTest = new(
        "FP2561", Severity.Error, DiagnosticCategory.References, "a test of a mapping is not valid", "the message says what is missing; see docs/mappings.md");

    /// <summary>FP2562: there is no such mapping.</summary>
    public static readonly DiagnosticDescriptor UnknownMapping = new(
        "FP2562", Severity.Error, DiagnosticCategory.References, "a test or command names a mapping that the manifest does not declare", "check the key of the mapping");

    /// <summary>FP2563: the tests of mappings cannot be found or read.</summary>
    public static readonly DiagnosticDescriptor UnreadableTests = new(
        "FP2563", Severity.Error, DiagnosticCategory.References, "the tests of mappings cannot be read", "the message names the file or folder");

    /// <summary>FP2564: a mapping cannot be tried on the platform.</summary>
    public static readonly DiagnosticDescriptor NoSchemaYet = new(
        "FP2564", Severity.Error, DiagnosticCategory.References, "a mapping cannot be tried on the platform, because its schema does not exist there yet", "apply the schema first, or leave out `--live`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [InvalidTest, UnknownMapping, UnreadableTests, NoSchemaYet];
}
