using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Graphs;

/// <summary>
/// Bounds what a graph comes to. A configuration of a few bytes may ask for anything: models in models, each of which calls the one inside it twice, are as many calls as two to the power of their number.
/// </summary>
internal sealed class GraphLimits
{
    // No network comes near: the largest have a few thousand layers and some ten thousand operations.
    private const int MostNodes = 1 << 18;

    // A layer that is called again takes no place in the file where it is inside of a model that is called again.
    private const int MostRepeatedCalls = 1 << 14;

    // Names are repeated by all that reads a node, and begin with those of all models around it.
    private const long MostLetters = 1 << 25;

    private int _nodes;
    private int _repeatedCalls;
    private long _letters;

    /// <summary>Counts a node.</summary>
    /// <exception cref="ModelFormatException">There are too many.</exception>
    public void AddNode()
    {
        if (++_nodes > MostNodes)
        {
            throw KerasFault.Unsupported($"The model comes to more than {MostNodes} operations");
        }
    }

    /// <summary>Counts a call of a layer that has been called before.</summary>
    /// <exception cref="ModelFormatException">There are too many.</exception>
    public void AddRepeatedCall()
    {
        if (++_repeatedCalls > MostRepeatedCalls)
        {
            throw KerasFault.Unsupported($"The model calls layers again more than {MostRepeatedCalls} times");
        }
    }

    /// <summary>Counts the letters of a name.</summary>
    /// <exception cref="ModelFormatException">There are too many.</exception>
    public void AddName(string name)
    {
        _letters += name.Length;
        if (_letters > MostLetters)
        {
            throw KerasFault.Unsupported($"The names of the model's operations come to more than {MostLetters} letters");
        }
    }
}
