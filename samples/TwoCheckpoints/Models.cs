using TypedModels;

namespace TwoCheckpoints;

/// <summary>A network that <c>tf.train.Saver</c> saved. Its operations and variables have the same names as those of <see cref="ModelB"/>.</summary>
[TfModel("models/saver/model_a.ckpt-100.meta")]
[TfSignature("Predict", Inputs = ["input:0"], Outputs = ["output:0"])]
public partial class ModelA;

/// <summary>Another one.</summary>
[TfModel("models/saver/model_b.ckpt-100.meta")]
[TfSignature("Predict", Inputs = ["input:0"], Outputs = ["output:0"])]
public partial class ModelB;

/// <summary>The first network as a SavedModel, with the same weights.</summary>
[TfModel("models/converted/model_a")]
public partial class ConvertedA;

/// <summary>The second one.</summary>
[TfModel("models/converted/model_b")]
public partial class ConvertedB;
