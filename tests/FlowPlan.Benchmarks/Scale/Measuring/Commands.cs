namespace FlowPlan.Benchmarks.Scale.Measuring;

/// <summary>The names of what is measured, as the table has them.</summary>
internal static class Commands
{
    public const string Version = "`version`";
    public const string Validate = "`validate`";
    public const string ValidateQuickstart = "`validate`, quickstart";
    public const string FirstPlan = "`plan`, first";
    public const string Apply = "`apply`, first";
    public const string NoChanges = "`plan`, no changes";
    public const string Edited = "`plan`, 1 % edited";
    public const string Drift = "`drift`";
    public const string Destroy = "`destroy`";
    public const string BareLoop = "bare `HttpClient` loop";
    public const string DelayedApply = "`apply`, first, each answer 20 ms later";
    public const string DelayedBareLoop = "bare `HttpClient` loop, each answer 20 ms later";
    public const string TerraformVersion = "`terraform version`";
    public const string TerraformValidate = "`terraform validate`";
    public const string TerraformApply = "`terraform apply`, first";
    public const string TerraformNoChanges = "`terraform plan`, no changes";
}
