namespace TypedModels.Runtime.Calls;

/// <summary>One signature of a loaded model, ready for calls.</summary>
internal sealed class SignatureBinding
{
    /// <summary>Binds <paramref name="contract"/>.</summary>
    /// <param name="model">The model's short name.</param>
    /// <param name="wrapper">The name that messages begin with: the wrapper's class.</param>
    /// <param name="contract">The signature.</param>
    /// <param name="defaults">The value of each input that may be left out, by key.</param>
    /// <param name="added">Inputs of the model that callers do not know, each with a default.</param>
    public SignatureBinding(string model, string wrapper, SignatureContract contract, IReadOnlyDictionary<string, FixedTensor> defaults, IEnumerable<ArgumentContract>? added = null)
    {
        Model = model;
        Wrapper = wrapper;
        Contract = contract;
        int slots = 0;
        Inputs = Array.ConvertAll([.. contract.Inputs], input => Bind(input, ref slots, defaults.GetValueOrDefault(input.Key)));
        Added = Array.ConvertAll([.. added ?? []], input => Bind(input, ref slots, defaults[input.Key]));
        slots = 0;
        Outputs = Array.ConvertAll([.. contract.Outputs], output => Bind(output, ref slots, null));
    }

    /// <summary>The model's short name.</summary>
    public string Model { get; }

    /// <summary>The name that messages begin with.</summary>
    public string Wrapper { get; }

    /// <summary>The signature.</summary>
    public SignatureContract Contract { get; }

    /// <summary>Its inputs, in the contract's order.</summary>
    public ArgumentBinding[] Inputs { get; }

    /// <summary>Inputs of the model that callers do not know, in slots behind the others: every call feeds them their defaults.</summary>
    public ArgumentBinding[] Added { get; }

    /// <summary>Its outputs, in the contract's order.</summary>
    public ArgumentBinding[] Outputs { get; }

    private static ArgumentBinding Bind(ArgumentContract argument, ref int slots, FixedTensor? defaultValue)
    {
        var binding = new ArgumentBinding(argument, slots, defaultValue);
        slots += ArgumentBinding.SlotsOf(argument);
        return binding;
    }
}
