using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>What recurrent layers are called with.</summary>
internal static class RecurrentCall
{
    /// <summary>The inputs.</summary>
    /// <exception cref="ModelFormatException">There are none.</exception>
    public static LayerValue InputOf(LayerCall call) => call.Inputs.Count > 0 ? call.Inputs[0] : throw KerasFault.Damaged("it is given no tensor");

    /// <summary>The states before the first step; none where zeros are meant. Keras 2 appends them to the inputs, Keras 3 gives them an argument of their own.</summary>
    /// <exception cref="ModelFormatException">They are others than tensors of the model, or of another number.</exception>
    public static LayerValue[] StatesOf(LayerCall call, KerasGeneration generation, int count)
    {
        var argument = call.Find("initial_state", generation == KerasGeneration.Keras3 ? 1 : -1);
        LayerValue[] given = argument?.Values.ToArray() ?? [.. call.Inputs.Skip(1)];
        if (argument is not null && given.Length == 0)
        {
            throw KerasFault.Unsupported("the states that it begins with are constants of the model");
        }

        return given.Length == 0 || given.Length == count ? given : throw KerasFault.Damaged($"it has {count} states and is given {given.Length}");
    }
}
