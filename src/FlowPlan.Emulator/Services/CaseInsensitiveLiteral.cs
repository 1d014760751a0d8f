namespace FlowPlan.Emulator.Services;

/// <summary>Marks a route whose service accepts a literal segment in any case. All other segments are compared exactly.</summary>
internal sealed record CaseInsensitiveLiteral(string Literal);
