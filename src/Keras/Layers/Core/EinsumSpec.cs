using System.Text.RegularExpressions;
using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Core;

/// <summary>The equation of an <c>EinsumDense</c>, such as <c>abc,cd->abd</c> or <c>...x,xy->...y</c>, and what follows from it (<c>_analyze_einsum_string</c> in <c>keras/src/layers/core/einsum_dense.py</c>).</summary>
internal sealed class EinsumSpec
{
    // A letter is an axis.
    private const int MostLetters = 64;

    private static readonly Regex s_equation = new(@"^(?<left>\.\.\.)?(?<input>[a-zA-Z]+)(?<right>\.\.\.)?,(?<kernel>[a-zA-Z]+)->(?<left2>\.\.\.)?(?<output>[a-zA-Z]+)(?<right2>\.\.\.)?$", RegexOptions.CultureInvariant);

    private readonly string _input;
    private readonly string _kernel;
    private readonly string _output;
    private readonly string? _biasAxes;
    private readonly bool _elidesLeft;
    private readonly bool _elidesRight;
    private readonly long?[] _outputShape;

    /// <param name="config">The layer's configuration.</param>
    /// <exception cref="ModelFormatException">The equation is none that Keras takes.</exception>
    public EinsumSpec(LayerConfig config)
    {
        Equation = config.Text("equation").Replace(" ", "");
        var match = s_equation.Match(Equation);
        (_input, _kernel, _output) = (match.Groups["input"].Value, match.Groups["kernel"].Value, match.Groups["output"].Value);
        (_elidesLeft, _elidesRight) = (match.Groups["left"].Success, match.Groups["right"].Success);
        bool isElidedAlike = match.Groups["left2"].Success == _elidesLeft && match.Groups["right2"].Success == _elidesRight && !(_elidesLeft && _elidesRight);
        if (!match.Success || !isElidedAlike || Equation.Length > MostLetters || new[] { _input, _kernel, _output }.Any(letters => letters.Distinct().Count() < letters.Length)
            || _output.Any(letter => !_input.Contains(letter) && !_kernel.Contains(letter)) || _kernel.Any(letter => !_input.Contains(letter) && !_output.Contains(letter)))
        {
            throw config.Wrong("equation", "one such as abc,cd->abd");
        }

        _biasAxes = config["bias_axes"] is null ? null : config.Text("bias_axes");
        if (_biasAxes?.Any(letter => !_output.Contains(letter)) == true)
        {
            throw config.Wrong("bias_axes", "axes of the output");
        }

        var lengths = config["output_shape"] is { Kind: Formats.Json.JsonKind.List } list ? list.Items : config["output_shape"] is { } single ? [single] : throw LayerConfig.Missing("output_shape");
        _outputShape = [.. lengths.Select(length => length.IsNull ? (long?)null : length.Integer is > 0 and <= int.MaxValue and var known ? known : throw config.Wrong("output_shape", "lengths of axes"))];
    }

    /// <summary>The equation, as the configuration has it.</summary>
    public string Equation { get; }

    /// <summary>The equation with letters in the place of the axes that it leaves out, so that the shape of the result is known.</summary>
    /// <param name="rank">The number of axes of the input.</param>
    /// <exception cref="ModelFormatException">There are not so many letters.</exception>
    public string EquationFor(int rank)
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

        string free = new([.. Letters.Where(letter => !Equation.Contains(letter)).Take(Math.Max(0, rank - _input.Length))]);
        return free.Length >= rank - _input.Length ? Equation.Replace("...", free) : throw KerasFault.Unsupported($"its input has {rank} axes");
    }

    /// <summary>The shapes of the kernel and of the bias for an input; that of the bias is null where there is none.</summary>
    /// <exception cref="ModelFormatException">The input does not fit, or a length is not known.</exception>
    public (long[] Kernel, long[]? Bias) ShapesFor(GraphTensor input)
    {
        int elided = input.Rank - _input.Length;
        if (elided < 0 || (elided > 0 && !_elidesLeft && !_elidesRight) || (_elidesLeft && elided == 0))
        {
            throw KerasFault.Damaged($"its equation {Equation} takes another number of axes than {input.Shape} has");
        }

        // The first of the output's axes is the batch, which output_shape leaves out; of elided ones on the left it is the first.
        var lengths = new Dictionary<char, long?>();
        int skipped = _elidesLeft ? 0 : 1;
        if (_outputShape.Length != _output.Length - skipped)
        {
            throw KerasFault.Damaged($"its equation {Equation} gives another number of axes than output_shape has");
        }

        for (int i = 0; i < _input.Length; i++)
        {
            lengths[_input[i]] = input.Length(_elidesLeft ? i + elided : i);
        }

        for (int i = skipped; i < _output.Length; i++)
        {
            long? given = _outputShape[i - skipped];
            if (!_input.Contains(_output[i]))
            {
                lengths[_output[i]] = given;
            }
            else if (given is not null && lengths[_output[i]] is { } known && known != given)
            {
                throw KerasFault.Damaged($"its axis {_output[i]} has the length {known} in the input and {given} in output_shape");
            }
            else
            {
                lengths[_output[i]] ??= given;
            }
        }

        long Length(char letter) => lengths.TryGetValue(letter, out long? length) && length is { } known
            ? known
            : throw KerasFault.Unsupported($"the axis {letter} of its equation {Equation} has no known length, and its weights depend on it");

        long[] kernel = [.. _kernel.Select(Length)];
        if (_biasAxes is not { Length: > 0 } axes)
        {
            return (kernel, null);
        }

        int first = axes.Min(letter => _output.IndexOf(letter));
        return (kernel, [.. _output.Skip(first).Select(letter => axes.Contains(letter) ? Length(letter) : 1), .. _elidesRight ? Enumerable.Repeat(1L, elided) : []]);
    }
}
