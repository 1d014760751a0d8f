namespace FlowPlan.Cli.Commands.Completions;

/// <summary>
/// A script for each shell. Each asks the executable itself, with the directive <c>[suggest:POSITION]</c> of System.CommandLine,
/// so that a script never has to be written again for a new option; where nothing is suggested, the shell completes file names.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # bash completion of flowplan. Use: source <(flowplan completion bash)
        _flowplan() {
            local word=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT}
            local IFS=$'\n'
            # The first word may be a path to the executable, or an alias of it.
            local rest=${line#*[[:space:]]}
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$((9 + ${#rest}))]" "flowplan $rest" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _flowplan flowplan

        """;

    private const string Zsh = """
        #compdef flowplan
        # zsh completion of flowplan. Use: source <(flowplan completion zsh), or save it as _flowplan in a folder of $fpath
        _flowplan() {
            local rest="${(j: :)words[2,CURRENT]}"
            local -a suggestions
            suggestions=("${(@f)$("${words[1]}" "[suggest:$((9 + ${#rest}))]" "flowplan $rest" 2>/dev/null)}")
            suggestions=(${suggestions:#})
            if (( ${#suggestions} )); then
                compadd -a suggestions
            fi
            _files
        }
        if [ "${funcstack[1]}" = "_flowplan" ]; then
            _flowplan "$@"
        else
            compdef _flowplan flowplan
        fi

        """;

    private const string Fish = """
        # fish completion of flowplan. Use: flowplan completion fish | source
        function __flowplan_complete
            set -l words (commandline -opc)
            set -l rest (string join ' ' -- $words[2..-1] (commandline -ct))
            $words[1] "[suggest:"(math 9 + (string length -- "$rest"))"]" "flowplan $rest" 2>/dev/null
        end
        complete -c flowplan -a '(__flowplan_complete)'

        """;

    private const string PowerShell = """
        # PowerShell completion of flowplan. Use: flowplan completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName flowplan -ScriptBlock {
            param($word, $ast, $position)
            $line = $ast.ToString()
            if ($position -gt $line.Length) { $line = $line.PadRight($position) }
            $line = $line.Substring(0, $position)
            $rest = $line.Substring([Math]::Min($line.Length, $ast.CommandElements[0].Extent.Text.Length + 1))
            & $ast.CommandElements[0].Extent.Text "[suggest:$(9 + $rest.Length)]" "flowplan $rest" |
                Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>The scripts by the names of the shells.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["pwsh"] = PowerShell,
    };
}
