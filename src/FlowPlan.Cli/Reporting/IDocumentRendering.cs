namespace FlowPlan.Cli.Reporting;

/// <summary>Prints the JSON document of a command in another form when the command has ended.</summary>
internal interface IDocumentRendering
{
    /// <summary>Prints it.</summary>
    /// <param name="exitCode">The exit code of the command.</param>
    /// <param name="reporter">Where it is reported that the document cannot be rendered.</param>
    /// <returns>The exit code of the process.</returns>
    int Finish(int exitCode, IReporter reporter);
}
