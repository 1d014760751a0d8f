namespace FlowPlan.Fuzz.Tests;

/// <summary>What is fuzzed: makes an input of a random source and gives it to the product. An expected failure is swallowed; any other exception is a bug.</summary>
internal abstract class Target(string name)
{
    public string Name => name;

    /// <summary>Runs one case. All that it does follows from the random source.</summary>
    /// <param name="random">The source.</param>
    /// <param name="folder">An empty folder of this thread.</param>
    public abstract void Run(Random random, string folder);

    public override string ToString() => Name;
}
