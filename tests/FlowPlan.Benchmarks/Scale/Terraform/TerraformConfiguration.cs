using System.Globalization;
using System.Text;
using FlowPlan.Benchmarks.Scale.Estates;

namespace FlowPlan.Benchmarks.Scale.Terraform;

/// <summary>The same shape of resources for Terraform: <c>terraform_data</c>, which calls no service.</summary>
internal static class TerraformConfiguration
{
    public static string Of(Estate estate)
    {
        var text = new StringBuilder();
        foreach (var resource in TerraformResource.Of(estate))
        {
            text.Append(CultureInfo.InvariantCulture, $"resource \"terraform_data\" \"{resource.Name}\" {{\n  input = {{\n");
            foreach (var (name, value) in resource.Texts)
                text.Append(CultureInfo.InvariantCulture, $"    {name} = \"{value}\"\n");
            foreach (var (name, to) in resource.References)
                text.Append(CultureInfo.InvariantCulture, $"    {name} = terraform_data.{to}.id\n");
            text.Append("  }\n}\n\n");
        }

        return text.ToString();
    }
}
