using TypedModels.Generator.Model;

namespace TypedModels.Generator.Emit;

/// <summary>The methods that call a signature.</summary>
internal sealed partial class ModelEmitter
{
    private void EmitMethods(SignatureModel signature)
    {
        EmitCall(signature);
        if (signature.HasInto)
        {
            EmitInto(signature);
        }

        EmitAsync(signature);
    }

    private void EmitCall(SignatureModel signature)
    {
        EmitCallDocumentation(signature, "");
        using (_writer.Braces("public " + CallHeader(signature)))
        {
            EmitInputs(signature);
            _writer.Line($"{signature.CallVariable}.Run();");
            _writer.Line($"return {signature.ResultType}.ReadFrom({signature.CallVariable}.Results);");
        }

        _writer.Line();
    }

    private void EmitAsync(SignatureModel signature)
    {
        EmitCallDocumentation(signature, " Runs off the caller's thread; the arguments are checked and copied before this returns.");
        using (_writer.Braces("public " + AsyncHeader(signature)))
        {
            EmitInputs(signature);
            _writer.Line($"return {signature.CallVariable}.RunAsync({signature.ResultType}.ReadFrom);");
        }

        _writer.Line();
    }

    private void EmitInto(SignatureModel signature)
    {
        EmitIntoDocumentation(signature);
        using (_writer.Braces("public " + IntoHeader(signature)))
        {
            _writer.Line($"using var {signature.CallVariable} = _session.Begin({signature.Position}, cancellationToken);");
            foreach (var output in signature.Outputs.Where(output => !output.IsScalar))
            {
                _writer.Line($"{signature.CallVariable}.Reserve({output.Position}, {output.BufferName}.Length);");
            }

            EmitInputLines(signature);
            _writer.Line($"{signature.CallVariable}.Run();");
            _writer.Line($"var {signature.ResultsVariable} = {signature.CallVariable}.Results;");
            using (_writer.Braces($"return new {signature.SizesType}", ";"))
            {
                foreach (var output in signature.Outputs)
                {
                    string read = output.IsScalar ? $"{output.Reader}({output.Position})" : $"Write({output.Position}, {output.BufferName})";
                    _writer.Line($"{output.Name} = {signature.ResultsVariable}.{read},");
                }
            }
        }

        _writer.Line();
    }

    private void EmitInputs(SignatureModel signature)
    {
        _writer.Line($"using var {signature.CallVariable} = _session.Begin({signature.Position}, cancellationToken);");
        EmitInputLines(signature);
    }

    private void EmitInputLines(SignatureModel signature)
    {
        foreach (var input in signature.Inputs)
        {
            _writer.Line($"{signature.CallVariable}.Input({input.Position}, {input.Name});");
        }
    }

    private static string CallHeader(SignatureModel signature, string scope = "") => $"{scope}{signature.ResultType} {signature.Name}({Parameters(signature, [])})";

    private static string AsyncHeader(SignatureModel signature, string scope = "") => $"{Names.Task}<{scope}{signature.ResultType}> {signature.Name}Async({Parameters(signature, [])})";

    private static string IntoHeader(SignatureModel signature, string scope = "") => $"{scope}{signature.SizesType} {signature.Name}Into({Parameters(signature, Buffers(signature))})";

    private static IEnumerable<string> Buffers(SignatureModel signature) =>
        signature.Outputs.Where(output => !output.IsScalar).Select(output => $"global::System.Span<{output.ElementType}> {output.BufferName}");

    private static string Parameters(SignatureModel signature, IEnumerable<string> buffers)
    {
        var inputs = signature.Inputs.Select(input => $"{input.Type} {input.Name}{(input.Default is null ? "" : " = " + input.Default)}");
        return string.Join(", ", [.. buffers, .. inputs, $"{Names.Token} cancellationToken = default"]);
    }

    private void EmitCallDocumentation(SignatureModel signature, string how)
    {
        EmitSummary(signature, how);
        EmitInputDocumentation(signature);
        _writer.Line("/// <returns>The results, which are the caller's own: nothing to dispose.</returns>");
        EmitExceptions("does not fit the signature: null, another shape, another number of elements.");
    }

    private void EmitIntoDocumentation(SignatureModel signature)
    {
        EmitSummary(signature, " Writes the results into the caller's memory and allocates none.");
        foreach (var output in signature.Outputs.Where(output => !output.IsScalar))
        {
            _writer.Line($"/// <param name=\"{output.BufferName.TrimStart('@')}\">Takes {XmlText.Code(output.Key)}: {XmlText.Escape(output.Description)}, row by row; as long as the result or longer.</param>");
        }

        EmitInputDocumentation(signature);
        _writer.Line("/// <returns>The dimensions that were written, and the results that are single values.</returns>");
        EmitExceptions("does not fit the signature, or a buffer is too small.");
    }

    private void EmitSummary(SignatureModel signature, string how)
    {
        string inputs = string.Join(", ", signature.Inputs.Select(input => Describe(input.Key, input.Description)));
        string outputs = string.Join(", ", signature.Outputs.Select(output => Describe(output.Key, output.Description)));
        string aliases = signature.Aliases.Count == 0 ? "" : $" Also exported as {XmlText.Codes(signature.Aliases)}.";
        string state = signature.StateChanges.Count == 0
            ? "Leaves the model's state as it is."
            : $"Changes the model's state ({XmlText.Escape(string.Join(", ", signature.StateChanges))}).";
        _writer.Line($"/// <summary>Signature {XmlText.Code(signature.Key)}: {(inputs.Length == 0 ? "nothing" : inputs)} → {(outputs.Length == 0 ? "nothing" : outputs)}.{how}</summary>");
        _writer.Line($"/// <remarks>{state}{aliases}</remarks>");
    }

    private void EmitInputDocumentation(SignatureModel signature)
    {
        foreach (var input in signature.Inputs)
        {
            string value = input.DefaultDescription is null ? "" : $"; {XmlText.Code(input.DefaultDescription)} when left out";
            _writer.Line($"/// <param name=\"{input.Name.TrimStart('@')}\">{XmlText.Code(input.Key)}: {XmlText.Escape(input.Description)}{value}.</param>");
        }

        _writer.Line("/// <param name=\"cancellationToken\">Ends the call early.</param>");
    }

    private void EmitExceptions(string arguments) => _writer.Line(
        $"""
        /// <exception cref="{Names.TypedModels}.TensorArgumentException">An argument {arguments} Nothing was run.</exception>
        /// <exception cref="{Names.TypedModels}.ModelRunException">The call failed inside the model, which stays usable.</exception>
        /// <exception cref="global::System.OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
        /// <exception cref="global::System.TimeoutException">The deadline of the model's options passed.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The model was disposed.</exception>
        """);

    private static string Describe(string key, string description) => $"{XmlText.Code(key)} {XmlText.Escape(description)}";
}
