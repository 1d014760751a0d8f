using System.Collections.Immutable;
using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Syntax;

/// <summary>A node of a syntax tree.</summary>
public abstract record Expression
{
    private Expression(TextRange range) => Range = range;

    /// <summary>Where it is in the text.</summary>
    public TextRange Range { get; }

    /// <summary>How deep the tree below it is; a leaf has 1.</summary>
    public int Depth => field == 0 ? field = 1 + (Children.Any() ? Children.Max(c => c.Depth) : 0) : field;

    /// <summary>The nodes directly below it, from left to right.</summary>
    public virtual IEnumerable<Expression> Children => [];

    /// <summary>The node and all below it, parents first.</summary>
    public IEnumerable<Expression> All()
    {
        var open = new Stack<Expression>([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children.Reverse())
                open.Push(child);
        }
    }

    /// <summary>A literal value, with its text.</summary>
    public sealed record Literal(DataValue Value, string Text, TextRange At) : Expression(At);

    /// <summary>A regular expression, <c>~/…/</c>.</summary>
    public sealed record Pattern(string Content, TextRange At) : Expression(At);

    /// <summary>Text in back quotes, which JEXL fills in.</summary>
    public sealed record Template(string Content, TextRange At) : Expression(At);

    /// <summary>A field by its name, or in <c>${…}</c> by its path.</summary>
    public sealed record Field(string Name, bool IsQuoted, TextRange At) : Expression(At)
    {
        /// <summary>The names of the path: one, unless it is in <c>${…}</c>.</summary>
        public ImmutableArray<string> Path => field.IsDefault ? field = FieldNames.Split(Name) : field;
    }

    /// <summary>A part of an object, <c>.name</c>.</summary>
    public sealed record Member(Expression Target, string Name, bool IsSafe, TextRange NameAt) : Expression(Target.Range.To(NameAt))
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => [Target];
    }

    /// <summary>An item of an array or object, <c>[key]</c>.</summary>
    public sealed record Index(Expression Target, Expression Key, TextRange At) : Expression(At)
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => [Target, Key];
    }

    /// <summary>All items of an array, <c>[*]</c>.</summary>
    public sealed record Wildcard(Expression Target, TextRange At) : Expression(At)
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => [Target];
    }

    /// <summary>A call of a function.</summary>
    public sealed record Call(string Name, TextRange NameAt, ImmutableArray<Expression> Arguments, TextRange At) : Expression(At)
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => Arguments;
    }

    /// <summary>A call of a method, <c>.name(…)</c>.</summary>
    public sealed record MethodCall(Expression Target, string Name, TextRange NameAt, ImmutableArray<Expression> Arguments, TextRange At) : Expression(At)
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => [Target, .. Arguments];
    }

    /// <summary>An operator before its operand.</summary>
    public sealed record Unary(UnaryOperator Operator, Expression Operand, TextRange At) : Expression(At)
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => [Operand];
    }

    /// <summary>An operator between its operands.</summary>
    public sealed record Binary(BinaryOperator Operator, string Symbol, TextRange SymbolAt, Expression Left, Expression Right) : Expression(Left.Range.To(Right.Range))
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => [Left, Right];
    }

    /// <summary><c>test ? yes : no</c>.</summary>
    public sealed record Conditional(Expression Test, Expression Yes, Expression No) : Expression(Test.Range.To(No.Range))
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => [Test, Yes, No];
    }

    /// <summary><c>x -> body</c>.</summary>
    public sealed record Lambda(ImmutableArray<string> Parameters, Expression Body, TextRange At) : Expression(At)
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => [Body];
    }

    /// <summary><c>[a, b]</c>.</summary>
    public sealed record ListOf(ImmutableArray<Expression> Items, TextRange At) : Expression(At)
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => Items;
    }

    /// <summary><c>{a, b}</c>.</summary>
    public sealed record SetOf(ImmutableArray<Expression> Items, TextRange At) : Expression(At)
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => Items;
    }

    /// <summary><c>{key: value}</c>.</summary>
    public sealed record MapOf(ImmutableArray<(Expression Key, Expression Value)> Entries, TextRange At) : Expression(At)
    {
        /// <inheritdoc/>
        public override IEnumerable<Expression> Children => Entries.SelectMany(e => (Expression[])[e.Key, e.Value]);
    }
}
