namespace TypedModels.Generator.Model;

/// <summary>What is emitted for one signature.</summary>
internal sealed record SignatureModel
{
    /// <summary>The position in the contract.</summary>
    public required int Position { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The method's name; the names of its siblings begin with it.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the parameter of <c>Fake</c>.</summary>
    public required string HandlerParameter { get; init; }

    /// <summary>The parameters, those that must be given first.</summary>
    public ValueList<InputModel> Inputs { get; init; }

    /// <summary>The results.</summary>
    public ValueList<OutputModel> Outputs { get; init; }

    /// <summary>Whether all results can be written into the caller's memory.</summary>
    public bool HasInto { get; init; }

    /// <summary>The keys of the signatures that are the same as this one.</summary>
    public ValueList<string> Aliases { get; init; }

    /// <summary>The operations that change the model's state.</summary>
    public ValueList<string> StateChanges { get; init; }

    /// <summary>A name for the call that no parameter has.</summary>
    public required string CallVariable { get; init; }

    /// <summary>A name for the call's results that no parameter has.</summary>
    public required string ResultsVariable { get; init; }

    /// <summary>The name of the class of results.</summary>
    public string ResultType => Name + "Result";

    /// <summary>The name of the struct of sizes.</summary>
    public string SizesType => Name + "Sizes";

    /// <summary>The name of the delegate of fakes.</summary>
    public string HandlerType => Name + "Handler";
}
