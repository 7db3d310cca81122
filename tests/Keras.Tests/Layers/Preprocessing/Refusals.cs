using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary>Configurations that no layer has: each has to end in an error of the file.</summary>
internal static class Refusals
{
    public static void AssertRefused(string className, string config, string shape = "null, 4", string type = "float32")
    {
        Assert.ThrowsAny<ModelFormatException>(() => KerasModel.OfLayer(className, config, shape, type));
        Assert.ThrowsAny<ModelFormatException>(() => KerasModel.OfKeras2Layer(className, config, shape, type));
    }

    public static string Message(Func<KerasModel> build) => Assert.ThrowsAny<ModelFormatException>(build).Message;
}
