namespace FlowPlan.Core.Manifests.Files;

/// <summary>A pattern leads out of the folders that a manifest may read.</summary>
internal sealed class OutsideProjectException : Exception;
