using TypedModels;

namespace AgeGender;

/// <summary>Finds faces in a picture: a SavedModel.</summary>
[TfModel("models/face_detector")]
internal sealed partial class FaceDetector;

/// <summary>Guesses gender and age of faces of 32×32 pixels: layers from Keras's JSON, weights from HDF5.</summary>
[TfModel("models/wide_resnet.json", Weights = "models/wide_resnet.weights.h5")]
internal sealed partial class WideResNet;
