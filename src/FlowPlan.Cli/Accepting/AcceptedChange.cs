using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Accepting;

/// <summary>A change on the platform that is accepted for a time.</summary>
/// <param name="Resources">The resources, by address.</param>
/// <param name="Field">The field; null for all fields, and for a deletion.</param>
/// <param name="Reason">Why it is accepted.</param>
/// <param name="Until">The last day, in UTC.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record AcceptedChange(AddressPattern Resources, FieldPattern? Field, string Reason, DateOnly Until, SourceSpan Span);
